import io.ordermig.maven.it.ItProject
import java.time.Duration

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def rds = project.startAws().rds()
rds.instance('orders')
context.put('own', [0, 3].collect { project.ownSnapshot('orders', Duration.ofDays(it)) })
rds.snapshot('orders', 'before-the-release', 'manual', Duration.ofDays(1))
rds.snapshot('orders', 'rds:orders-2026-01-01-03-11', 'automated', Duration.ofDays(2))
rds.snapshotStatus(context.get('own')[0], 'failed')
true
