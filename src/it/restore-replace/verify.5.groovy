import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest

def aws = project.aws()
def last = aws.rds().snapshotNames().find { it.startsWith('orders-final-') }
def delete = aws.requests(DeleteDbInstanceRequest)

assert aws.rds().instanceNames() == ['orders']
assert aws.rds().dataVersion('orders') == 'before'
assert delete*.deleteAutomatedBackups() == [false]
assert delete*.finalDBSnapshotIdentifier() == [last]
assert project.report().steps[0].restore.kept == last
project.stopAws()
true
