import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def snapshot = project.aws().rds().snapshotNames()[0]
def log = project.log()

assert log.contains("A restore would go back to snapshot $snapshot of orders.")
def line = (log =~ /Nothing was changed\. To do it:\s+\S+\s+mvn ordermig:restore (.*)/)[0][1]
assert line.contains("-Dordermig.snapshotId=$snapshot")
assert line.contains('-Dordermig.confirm=orders')
assert log.readLines().any { it ==~ /.*Rename orders to orders-old-\d{14}.*/ }
assert project.aws().rds().changes() == context.get('changes')
assert project.report().outcome == 'unchanged'
context.put('line', line)
true
