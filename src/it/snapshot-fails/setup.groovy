import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instance('orders')
project.pass('ordermig.notificationTopic', aws.sns().createTopic('migrations'))
2.times { aws.rds().faults().failNextSnapshot() }
true
