import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def rds = project.startAwsToRestoreOn()
rds.auroraClusterWithEverySettingSet('orders', 'orders-1', 'orders-2').dataVersion('before')
def server = new URI(project.database().url() - 'jdbc:')
rds.bindEndpoint('orders', server.host, server.port)
context.put('version', rds.describedCluster('orders').engineVersion())
true
