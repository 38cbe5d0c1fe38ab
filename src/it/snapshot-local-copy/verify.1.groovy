import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()

assert report.steps*.goal == ['snapshot', 'migrate']
assert report.steps*.restorePoints*.origin == [['taken'], ['reused']]
def point = report.steps[0].restorePoints[0]
assert [point.kind, point.source, point.state] == ['database-copy', 'snapshot_local_copy', 'ready']
assert point.id ==~ /pre-migration-snapshot_local_copy-\d{14}/
assert point.restore == "mvn ordermig:restore -P env=local -Dordermig.snapshotId=${point.id}"
assert report.steps[1].migrations*.version == ['1']
context.put('first', point.id)
true
