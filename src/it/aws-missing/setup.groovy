import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
project.pass('ordermig.dbInstanceId', 'orders-staging')
// Whatever the machine has is not meant.
project.pass('aws.configFile', new File(basedir, 'none').path)
project.pass('aws.sharedCredentialsFile', new File(basedir, 'none').path)
project.pass('aws.disableEc2Metadata', 'true')
true
