import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()
def report = project.report()
def id = report.steps[0].restorePoints[0].id
def restore = "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=$id"

// The first migration is applied; everybody is told what it can be taken back to.
assert project.history() == ['1']
assert report.outcome == 'failed'
assert report.steps[0].restorePoints[0].state == 'ready'
assert report.steps[0].restorePoints[0].restore == restore
def message = project.aws().sns().messages()
assert project.log().readLines().join('\n').contains("To go back to snapshot $id of orders-staging:\n[ERROR]   $restore\n")
assert project.log().contains('To do it, add -Dordermig.confirm=orders-staging;')
assert message.size() == 1
assert message[0].subject().startsWith('ALERT')
assert message[0].text().contains(id)
assert message[0].text().contains(restore)
assert message[0].attributes().snapshotId.stringValue() == id
assert message[0].text().contains('[migrations/statement-failed]')
def datums = project.aws().cloudWatch().data().collectEntries { [it.datum().metricName(), it.datum().value()] }
assert datums.MigrationCount == 1
assert datums.MigrationFailure == 1
assert datums.MigrationSuccess == 0
true
