import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def aws = project.aws()
def step = project.report().steps[0]
def id = step.restorePoints[0].id

assert project.log().contains("The snapshot $id of orders was not completed: it is failed. [snapshot/failed]")
assert step.outcome == 'failed'
assert step.problems*.code == ['snapshot/failed']
assert step.problems[0].changed == 'the snapshot was begun; what is left of it cannot be restored from'
assert step.restorePoints*.state == ['failed']
assert !step.restorePoints[0].containsKey('restore')

// Nothing was migrated, not even the history was made.
assert step.migrations == []
assert !project.database().has('orders')
assert project.database().rows("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'") == []

def message = aws.sns().messages()[0]
assert message.subject().startsWith('ALERT: snapshot-fails migration FAILED: test')
assert message.text().contains('[snapshot/failed]')
assert message.text() =~ /Restore point: +none that can be restored from/
assert message.attributes().outcome.stringValue() == 'failed'
assert !message.attributes().containsKey('snapshotId')
assert aws.cloudWatch().data('OrderService/Migrations', 'MigrationFailure')*.value() == [1d]
true
