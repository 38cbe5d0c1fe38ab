import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert log.contains('Nothing to do.')
assert log.contains('Undo of 3 rename state  (')
assert log.contains('Counted:    1 of 1 items to be changed')
assert log.indexOf('Undo of 2 indexes') > log.indexOf('Undo of 3 rename state')
assert !log.contains('Undo of 1 ')
assert project.tables().items('ordermig_ledger').toSet() == context.get('ledger')
assert project.dynamo().describeTable { it.tableName('orders') }.table().globalSecondaryIndexes().size() == 2
assert project.report().run == context.get('run')
true
