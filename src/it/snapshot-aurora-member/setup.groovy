import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().auroraCluster('orders', 'orders-1', 'orders-2')
project.pass('ordermig.dbInstanceId', 'orders-2')
