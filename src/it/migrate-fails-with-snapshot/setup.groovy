import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instance('orders-staging')
project.pass('ordermig.dbInstanceId', 'orders-staging')
project.pass('ordermig.notificationTopic', aws.sns().createTopic('migrations'))
