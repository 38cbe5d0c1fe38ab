import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instance('orders-staging')
project.pass('ordermig.dbInstanceId', 'orders-staging')
project.pass('ordermig.keep', '1')
project.pass('ordermig.olderThan', '0')
aws.rds().snapshot('orders-staging', 'by-hand', 'manual', java.time.Duration.ofDays(400))
aws.rds().snapshot('orders-staging', 'pre-migration-orders-staging-20200101000000', 'manual', java.time.Duration.ofDays(400))
aws.rds().snapshot('orders-staging', 'rds:orders-staging-2020-01-01', 'automated', java.time.Duration.ofDays(400))
2.times {
    def taken = project.start("taken-${it}.log", 'ordermig:snapshot', '-P', 'env=staging', '-Dordermig.snapshot.adoptWithin=0',
            '-Dordermig.keep=1')
    assert taken.exitCode() == 0 : taken.log()
}
context.put('taken', aws.requests(software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest)*.dbSnapshotIdentifier())
aws.forget()
true
