import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()
def step = report.steps[0]
def log = project.log()

assert report.outcome == 'succeeded'
assert report.environment == 'staging'
assert step.goal == 'dynamo'
assert step.store.name == 'dynamodb'
assert [step.pending, step.versionBefore, step.versionAfter] == [3, '', '3']
assert step.migrations*.version == ['1', '2', '3']
assert step.migrations*.state.every { it == 'applied' }
assert step.migrations*.script == ['V1__create_orders.yaml', '2/V2__first_orders.json', 'V3__rename_state.yaml']
assert step.migrations*.rows == [0, 3, 2]
assert step.migrations[2].backfills*.changed == [2]
assert step.problems == []
// One of them has an inverse, one has none, one is irreversible.
assert step.migrations*.inverse == ['present', 'missing', 'irreversible']
assert [report.goOn, report.goBack] == [[], []]
assert log.contains('3 migrations to apply.')
assert log.contains('Applied 3 DynamoDB migrations in ')
assert log.contains('; the tables went from version none to 3.')

assert project.tables().items('orders').sort(false) { it.id } == [
        [id: 'a', status: 'NEW', total: 12.50], [id: 'b', status: 'PAID', total: 7.0], [id: 'c', environment: 'staging']]
assert project.tables().history() == ['1 APPLIED', '2 APPLIED', '3 APPLIED']
assert project.tables().ledger('migration')*.run == [report.run] * 3
context.put('run', report.run)
context.put('ledger', project.tables().items('ordermig_ledger').toSet())
true
