import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
assert project.tables().history() == ['1 APPLIED']

// Somebody has changed a migration that is applied, and added another.
new File(basedir, 'db/dynamo/V1__create_orders.yaml') << '# a remark\n'
new File(basedir, 'db/dynamo/V2__order.yaml').text = """\
# ordermig:irreversible nobody misses it
- PutItem: {TableName: orders, Item: {id: {S: a}}}
"""
context.put('checksum', project.tables().ledger('migration')[0].checksum)
true
