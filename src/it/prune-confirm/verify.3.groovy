import io.ordermig.maven.it.ItProject
import software.amazon.awssdk.services.rds.RdsClient
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest
import java.time.Duration

def project = new ItProject(basedir, context)
def aws = project.aws()
def old = context.get('own')[3..6]

// The oldest first.
assert aws.requests(DeleteDbSnapshotRequest)*.dbSnapshotIdentifier() == old.reverse()
assert project.log().contains('Removed 4 restore points of orders.')
assert project.report().outcome == 'succeeded'
aws.clock().advance(Duration.ofMinutes(1))
aws.client(RdsClient.builder()).withCloseable {
    assert it.describeDBSnapshots().dbSnapshots()*.dbSnapshotIdentifier() as Set == (context.get('all') - old) as Set
}
project.stopAws()
true
