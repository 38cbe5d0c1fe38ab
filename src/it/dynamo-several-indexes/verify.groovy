import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def operations = project.report().steps[0].migrations[1].operations

// One call for each change, in an order that DynamoDB permits.
assert operations*.name == ['UpdateTable'] * 5
assert operations*.table.unique() == ['orders']
assert operations*.alreadySo == [false, false, false, false, true]
def wanted = ['by_customer', 'by_status', 'by_created', 'stream', 'by_status']
wanted.eachWithIndex { word, i -> assert operations[i].what.contains(word) }
def log = project.log()
def places = operations*.what.collect { log.indexOf('        ' + it) }
assert places[0..3].every { it > 0 } && places[0..3] == places[0..3].sort(false)
assert log.contains('        already so: ')

def orders = project.dynamo().describeTable { it.tableName('orders') }.table()
assert orders.globalSecondaryIndexes()*.indexName().sort() == ['by_created', 'by_status']
assert orders.globalSecondaryIndexes()*.indexStatusAsString().unique() == ['ACTIVE']
assert orders.attributeDefinitions()*.attributeName().sort() == ['created', 'id', 'status']
assert orders.streamSpecification().streamViewTypeAsString() == 'NEW_IMAGE'
assert project.dynamo().scan { it.tableName('orders').indexName('by_status') }.count() == 1
assert project.tables().history() == ['1 APPLIED', '2 APPLIED']
assert project.tables().ledger('migration')*.operationsDone == [2.0, 2.0]
true
