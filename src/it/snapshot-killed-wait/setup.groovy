import io.ordermig.maven.it.ItProject
import io.ordermig.testing.aws.rds.RdsTimings
import java.time.Duration

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instance('orders-staging')
// Longer than both builds take.
aws.rds().timings(RdsTimings.realistic().with(RdsTimings.Lapse.SNAPSHOT, Duration.ofHours(24)))
project.pass('ordermig.dbInstanceId', 'orders-staging')
def looks = { aws.operations('rds').count('DescribeDBSnapshots') }

// The same line as the build after this, killed while it waits for its snapshot.
def killed = project.start('killed.log', 'ordermig:migrate', '-P', 'env=staging')
killed.await { aws.operations('rds').contains('CreateDBSnapshot') }
def before = looks()
killed.await { looks() > before }
killed.kill()
assert !project.database().has('orders')

// As soon as the next build has seen that the snapshot is still being made, it is done.
def seen = 0
aws.onCall {
    if (it.operation() == 'DescribeDBSnapshots' && ++seen == 2) {
        aws.clock().advance(Duration.ofHours(24))
    }
}
true
