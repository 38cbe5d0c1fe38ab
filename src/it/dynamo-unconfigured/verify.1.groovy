import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert log.count('No such location: classpath:db/dynamo.') == 5
assert log.contains('Nothing to do: the tables are at version none.')
assert log.contains('Nothing to undo: the tables are at version none.')
assert log.contains('The ledger needs no repair.')
assert log.contains('There are no migrations.')
assert project.report().steps*.goal == ['dynamo', 'dynamo-undo', 'dynamo-validate', 'dynamo-repair']
assert project.report().outcome == 'unchanged'
assert project.dynamo().listTables().tableNames() == []
true
