import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()
def cluster = rds.describedCluster('orders')
def restore = project.report().steps[0].restore
def old = restore.kept

assert old ==~ /orders-old-\d{14}/
assert rds.dataVersion('orders') == 'before'
assert rds.dataVersion(old) == 'after'
assert cluster.engineVersion() == context.get('version')
assert cluster.dbClusterMembers()*.dbInstanceIdentifier() as Set == ['orders-1', 'orders-2'] as Set
assert cluster.dbClusterMembers().find { it.isClusterWriter() }.dbInstanceIdentifier() == 'orders-1'
assert cluster.dbClusterMembers().collectEntries { [it.dbInstanceIdentifier(), it.promotionTier()] } == ['orders-1': 0, 'orders-2': 1]
assert rds.describedCluster(old).dbClusterMembers().size() == 2
assert restore.steps*.state.unique() == ['done']
project.stopAws()
true
