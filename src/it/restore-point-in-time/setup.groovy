import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
import java.time.Duration
import java.time.temporal.ChronoUnit

project.createDatabaseWithRestorePoints()
def rds = project.startAwsToRestoreOn()
def clock = project.aws().clock()
rds.instance('orders').dataVersion('first')
clock.advance(Duration.ofHours(1))
context.put('moment', clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
clock.advance(Duration.ofHours(1))
rds.instance('orders').dataVersion('second')
clock.advance(Duration.ofHours(1))
true
