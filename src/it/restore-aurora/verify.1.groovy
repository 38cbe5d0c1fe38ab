import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.aws().rds().auroraCluster('orders').dataVersion('after')
true
