import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def state = {
    def orders = project.dynamo().describeTable { it.tableName('orders') }.table()
    [keys: orders.attributeDefinitions()*.attributeName().sort(), indexes: orders.globalSecondaryIndexes()*.indexName(),
     expiry: project.dynamo().describeTimeToLive { it.tableName('orders') }.timeToLiveDescription().timeToLiveStatusAsString(),
     items: project.tables().items('orders').sort(false) { it.id }]
}

assert project.tables().history() == ['1 APPLIED']
assert state().items == [[id: 'a', state: 'NEW'], [id: 'b', state: 'PAID']]
context.put('state', state)
context.put('atVersion1', state())
true
