import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
project.pass('ordermig.dbInstanceId', 'orders-staging')
// Whatever the machine has is not meant.
project.pass('aws.configFile', new File(basedir, 'none').path)
project.pass('aws.sharedCredentialsFile', new File(basedir, 'none').path)
// A metadata service that takes connections and never answers.
def silent = new ServerSocket(0, 50, InetAddress.loopbackAddress)
context.put('silent', silent)
project.pass('aws.ec2MetadataServiceEndpoint', "http://127.0.0.1:${silent.localPort}/" as String)
true
