import io.ordermig.maven.it.ItProject
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest

def project = new ItProject(basedir, context)
def aws = project.aws()
def report = project.report()

// snapshot always gives what was asked for: the one of the first build lacks what was applied since. migrate has nothing
// to do, and needs none.
assert report.steps*.goal == ['snapshot', 'migrate']
assert report.steps*.outcome == ['succeeded', 'unchanged']
assert report.steps[0].restorePoints*.origin == ['taken']
assert report.steps[1].restorePoints == []
assert aws.requests(CreateDbSnapshotRequest)*.dbSnapshotIdentifier() == [context.get('firstSnapshot'), report.steps[0].restorePoints[0].id]
def tags = aws.rds().describedSnapshot(report.steps[0].restorePoints[0].id).tagList().collectEntries { [it.key(), it.value()] }
assert tags['ordermig:schema-version'] == '2'

// Nobody is told of nothing, unless asked for with notifyOn; the figures say that it ran.
assert aws.sns().messages().size() == 1
assert aws.cloudWatch().data('OrderService/Migrations', 'MigrationCount')*.value() == [2d, 0d]
assert aws.cloudWatch().data('OrderService/Migrations', 'MigrationSuccess')*.value() == [1d, 1d]
project.stopAws()
true
