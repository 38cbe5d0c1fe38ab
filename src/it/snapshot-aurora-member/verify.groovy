import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()
def point = project.report().steps[0].restorePoints[0]

assert point.kind == 'db-cluster-snapshot'
assert point.source == 'orders'
assert point.id ==~ /pre-migration-orders-\d{14}/
assert project.aws().operations('rds').contains('CreateDBClusterSnapshot')
assert !project.aws().operations('rds').contains('CreateDBSnapshot')
assert new File(point.manifest).text.contains('"orders-1"')
assert project.history() == ['1']
true
