import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def aws = project.aws()
def report = project.report()

// One snapshot, which migrate relies on; one report of both.
assert aws.operations('rds').count('CreateDBSnapshot') == 1
assert report.steps*.goal == ['snapshot', 'migrate']
assert report.outcome == 'succeeded'
assert report.steps*.restorePoints*.origin == [['taken'], ['reused']]
def id = report.steps[0].restorePoints[0].id
assert id ==~ /pre-migration-orders-staging-\d{14}/
assert report.steps*.restorePoints*.id == [[id], [id]]
assert report.steps[1].restorePoints[0].restore == "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=$id"
assert project.history() == ['1']

// What the snapshot does not carry lies beside the report, and is tagged to it.
def manifest = new File(report.steps[0].restorePoints[0].manifest)
assert manifest.parentFile == new File(basedir, 'target/ordermig')
assert manifest.text.contains('"DBParameterGroupName"')
def tags = aws.rds().describedSnapshot(id).tagList().collectEntries { [it.key(), it.value()] }
assert tags['ordermig:run'] == report.run
assert tags['ordermig:environment'] == 'staging'
assert tags.keySet().any { it.startsWith('ordermig:settings-') }

// People and CloudWatch were told, once.
def message = aws.sns().messages()
assert message.size() == 1
assert message[0].subject().contains('staging')
assert message[0].text().contains(id)
assert message[0].text().contains(report.run)
def datums = aws.cloudWatch().data().findAll { it.namespace() == 'OrderService/Migrations' }.collectEntries { [it.datum().metricName(), it.datum().value()] }
assert datums.MigrationCount == 1
assert datums.MigrationSuccess == 1
assert datums.MigrationFailure == 0
assert datums.MigrationDuration > 0
assert !project.log().contains('WARNING')
true
