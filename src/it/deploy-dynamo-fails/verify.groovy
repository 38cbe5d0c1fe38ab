import io.ordermig.maven.it.ItProject
import software.amazon.awssdk.services.dynamodb.model.AttributeValue

def project = new ItProject(basedir, context)
def aws = project.aws()
def report = project.report()
def problem = report.steps[2].problems[0]
def snapshot = report.steps[0].restorePoints[0].id
def on = 'mvn ordermig:dynamo -P env=staging'
def back = 'mvn ordermig:dynamo-undo -P env=staging -Dordermig.dynamo.target=0'
def restore = "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=$snapshot".toString()

// What was done in each store.
assert report.outcome == 'failed'
assert report.steps*.goal == ['snapshot', 'migrate', 'dynamo']
assert report.steps*.outcome == ['succeeded', 'succeeded', 'failed']
assert report.steps*.migrations*.state == [[], ['applied', 'applied'], ['applied', 'failed']]
assert report.steps*.versionAfter == [null, '2', '1']
assert problem.code == 'dynamo/condition-failed'
assert problem.changed == 'migration 1 is done; 1 of 2 operations of migration 2 is done'
assert project.history() == ['1', '2']
assert project.tables().history() == ['1 APPLIED', '2 FAILED']

// How to go on, and how to go back, in the report and in the message.
assert report.goOn*.with { [it.store, it.command] } == [['dynamodb', on]]
assert report.goBack*.with { [it.store, it.command] } == [['dynamodb', back], ['postgresql', restore]]
def message = aws.sns().messages().last()
assert aws.sns().messages().size() == 2
assert message.subject().startsWith('ALERT: deploy-dynamo-fails DynamoDB migration FAILED: staging, 1 (1')
assert message.text().contains('[dynamo/condition-failed]')
def lines = message.text().readLines()
assert lines.contains('  migrate (postgresql): succeeded, 2 of 2 migrations applied, at version 2')
assert lines.contains('  dynamo (dynamodb): FAILED, 1 of 2 migrations applied, at version 1')
assert lines.indexOf('To go on, once it is fixed:') < lines.indexOf('    ' + on)
assert lines.indexOf('    ' + on) < lines.indexOf('To go back:')
assert lines.indexOf('To go back:') < lines.indexOf('    ' + back)
assert lines.indexOf('    ' + back) < lines.indexOf('    ' + restore)
assert aws.cloudWatch().data('OrderService/Migrations', 'MigrationFailure')*.value() == [0d, 1d]

// The lines do what they say.
def typed = { log, line ->
    def build = project.start(log, line.split(' ').drop(1))
    assert build.exitCode() == 0 : build.log()
}
typed('back.log', back)
assert !aws.dynamo().has('orders')
assert project.tables().history() == ['1 UNDONE', '2 UNDONE']
new File(basedir, 'db/dynamo/V1__create_orders.yaml').with { it.text = it.text.replaceAll('(?m)^- PutItem.*', '') }
typed('on.log', on)
assert project.tables().history() == ['1 APPLIED', '2 APPLIED']
assert project.tables().items('orders')*.id.sort() == ['first', 'taken']
project.stopAws()
true
