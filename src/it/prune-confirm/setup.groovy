import io.ordermig.maven.it.ItProject
import java.time.Duration

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def rds = project.startAws().rds()
rds.instance('orders')
context.put('own', [1, 2, 3, 40, 50, 60, 70].collect { project.ownSnapshot('orders', Duration.ofDays(it)) })
rds.snapshot('orders', 'before-the-release', 'manual', Duration.ofDays(90))
rds.snapshot('orders', 'pre-migration-by-hand', 'manual', Duration.ofDays(91))
rds.snapshot('orders', 'rds:orders-2026-01-01-03-11', 'automated', Duration.ofDays(92))
context.put('all', context.get('own') + ['before-the-release', 'pre-migration-by-hand', 'rds:orders-2026-01-01-03-11'])
true
