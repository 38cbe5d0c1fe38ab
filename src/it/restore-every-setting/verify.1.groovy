import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
import software.amazon.awssdk.services.rds.RdsClient
import java.time.Duration

def rds = project.aws().rds()
// It is gone, and so is the folder with the manifest.
rds.instance('orders').deletionProtection(false)
project.aws().client(RdsClient.builder()).withCloseable {
    it.deleteDBInstance { request -> request.dbInstanceIdentifier('orders').skipFinalSnapshot(true) }
}
project.aws().clock().advance(Duration.ofHours(1))
assert rds.instanceNames() == []
new File(basedir, 'target').deleteDir()
true
