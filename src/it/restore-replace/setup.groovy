import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
project.startAwsToRestoreOn().instance('orders').dataVersion('before').deletionProtection(true)
true
