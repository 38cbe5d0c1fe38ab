import io.ordermig.maven.it.ItProject
import io.ordermig.testing.DynamoRelay.Fate

def project = new ItProject(basedir, context)
def relay = project.startDynamoBehindRelay()
def looksAtLock = { relay.calls('GetItem').count { it.body().contains('"lock"') } }

// Who is first goes on when the other has come, and has looked at the lock twice: only who waits for it looks again.
relay.judge { call ->
    if (call.operation() == 'CreateTable' && call.body().contains('"orders"')) {
        def before = looksAtLock()
        def limit = System.nanoTime() + 60_000_000_000L
        while (looksAtLock() < before + 2 && System.nanoTime() < limit) {
            Thread.sleep(20)
        }
    }
    Fate.PASS
}
true
