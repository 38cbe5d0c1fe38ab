import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def rds = project.startAwsToRestoreOn()
rds.instanceWithEverySettingSet('orders').dataVersion('before')
context.put('before', rds.describedInstance('orders'))
true
