import io.ordermig.maven.it.ItProject
import io.ordermig.testing.TestPostgres

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
project.startAws().rds().instance('shop')
// Two databases on one instance.
def billing = TestPostgres.create()
context.put('billing', billing)
project.pass('billing.url', billing.url())
project.pass('orders.url', project.database().url())
project.withhold('ordermig.url')
