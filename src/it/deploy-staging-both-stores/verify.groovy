import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def aws = project.aws()
def report = project.report()
def log = project.log()
def database = project.database().name()

// One report of one run.
assert report.outcome == 'succeeded'
assert report.environment == 'staging'
assert report.steps*.goal == ['snapshot', 'migrate', 'dynamo']
assert report.steps*.outcome == ['succeeded'] * 3
assert report.steps.drop(1)*.store*.name == ['postgresql', 'dynamodb']
assert report.steps*.migrations*.version == [[], ['1', '2'], ['1', '2']]
def snapshot = report.steps[0].restorePoints[0].id
assert report.goOn == []
assert report.goBack*.with { [it.store, it.command] } == [
        ['dynamodb', 'mvn ordermig:dynamo-undo -P env=staging -Dordermig.dynamo.target=0'],
        ['postgresql', "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=$snapshot"]]*.collect { it.toString() }
assert project.history() == ['1', '2']
assert project.tables().history() == ['1 APPLIED', '2 APPLIED']
assert project.tables().ledger('migration')*.run == [report.run] * 2
assert project.tables().items('orders') == [[id: 'a', status: 'NEW']]
assert log.contains('Schema public is at version 2; nothing is pending.')

// People are told of both, and the figures tell them apart.
assert aws.sns().messages()*.subject() == [
        "deploy-staging-both-stores migration succeeded: staging, $database 2 (2 migrations)",
        'deploy-staging-both-stores DynamoDB migration succeeded: staging, 2 (2 migrations)']*.toString()
assert aws.sns().messages()*.attributes()*.store*.stringValue() == ['postgresql', 'dynamodb']
assert aws.sns().messages()*.attributes()*.run*.stringValue() == [report.run] * 2
def data = aws.cloudWatch().data()
['postgresql', 'dynamodb'].eachWithIndex { store, i ->
    def own = data.findAll { it.datum().dimensions().collectEntries { [it.name(), it.value()] } == [Environment: 'staging', Store: store] }
    assert own*.datum()*.metricName() == ['MigrationCount', 'MigrationSuccess', 'MigrationFailure', 'MigrationDuration']
    assert own*.datum()*.value() == [2d, 1d, 0d, report.steps[i + 1].milliseconds as double]
}
assert data.size() == 8
assert !log.contains('WARNING')
assert ![log, aws.sns().messages()*.text().join(), report.toString()].any { it.contains('it-secret-deploy') }
project.stopAws()
true
