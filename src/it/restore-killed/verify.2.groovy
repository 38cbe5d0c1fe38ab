import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()
def old = rds.instanceNames().find { it.startsWith('orders-old-') }

assert rds.instanceNames() == ['orders', old]
assert rds.dataVersion('orders') == 'before'
assert rds.dataVersion(old) == 'after'
assert rds.changes().count('RestoreDBInstanceFromDBSnapshot') == 1
assert !rds.changes().contains('DeleteDBInstance')
assert project.report().steps[0].restore.steps[0].alreadySo
project.stopAws()
true
