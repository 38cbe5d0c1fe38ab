import io.ordermig.maven.it.ItProject
import io.ordermig.testing.aws.Fault

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instance('orders-staging')
project.pass('ordermig.dbInstanceId', 'orders-staging')
project.pass('ordermig.notificationTopic', aws.sns().createTopic('migrations'))

// RDS is away for longer than the SDK itself goes on trying; and every second call of every service is one too many.
context.put('outage', aws.faults().next(4, Fault.serviceUnavailable()).on('rds', 'DescribeDBSnapshots'))
aws.faults().every(2, Fault.throttling())
aws.faults().at(6, Fault.droppedConnection()).on('rds')
aws.faults().at(8, Fault.serviceUnavailable()).on('rds')
true
