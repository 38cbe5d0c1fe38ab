import io.ordermig.maven.it.ItProject
import io.ordermig.testing.DynamoRelay.Fate
import java.util.concurrent.CountDownLatch
import software.amazon.awssdk.services.dynamodb.model.AttributeValue
import software.amazon.awssdk.services.dynamodb.model.WriteRequest

def project = new ItProject(basedir, context)
def relay = project.startDynamoBehindRelay()
def dynamo = project.dynamo()
dynamo.createTable { table ->
    table.tableName('orders').billingMode('PAY_PER_REQUEST')
            .attributeDefinitions({ it.attributeName('id').attributeType('S') })
            .keySchema({ it.attributeName('id').keyType('HASH') })
}
(1..600).collate(25).each { numbers ->
    def puts = numbers.collect { number ->
        def item = [id: AttributeValue.fromS('order ' + number), changes: AttributeValue.fromN('0')]
        WriteRequest.builder().putRequest { it.item(item) }.build()
    }
    dynamo.batchWriteItem { it.requestItems(orders: puts) }
}

// The same line as the build after this, killed in the middle. No write goes on before it is dead; of those that were on
// their way, some arrive.
def dead = new CountDownLatch(1)
def held = 0
relay.judge { call ->
    if (call.operation() != 'UpdateItem' || !call.body().contains('"orders"') || call.number() < 350) {
        return Fate.PASS
    }
    held++
    dead.await()
    call.number() % 2 == 0 ? Fate.PASS : Fate.LOST
}
def killed = project.start('killed.log', 'ordermig:dynamo', '-Dordermig.dynamo.lockLease=3s')
killed.await { held > 0 }
killed.kill()
dead.countDown()
relay.judge { Fate.PASS }

def toOrders = { relay.calls('UpdateItem').count { it.body().contains('"orders"') } }
context.put('writes', toOrders)
context.put('writesOfKilled', toOrders())
context.put('done', project.tables().items('orders').count { it.changes == 1 })
def checkpoints = project.tables().items('ordermig_ledger').count { it.kind == 'checkpoint#1/1' }
assert checkpoints > 1 : checkpoints
assert project.tables().history() == ['1 STARTED']
true
