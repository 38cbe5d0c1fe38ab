import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def migration = project.report().steps[0].migrations[0]
def orders = project.tables().items('orders')

// Each item was changed once, by the one or the other.
assert orders.size() == 600
assert orders*.changes.toSet() == [1.0] as Set
assert orders*.type.toSet() == ['STANDARD'] as Set
assert !new File(basedir, 'killed.log').text.contains('BUILD')
assert project.log().contains('Going on with the items of orders: 600 items of 600 to change when it began, ')
assert project.log().contains('The lock is ours after ')
assert project.report().outcome == 'succeeded'
assert migration.state == 'applied'
// The second build wrote what the first had left, and counts both together.
def (done, writes) = [context.get('done'), context.get('writes')() - context.get('writesOfKilled')]
assert done > 300
// one more: the first one that is changed is tried again
assert writes <= 600 - done + 1
assert migration.backfills*.with { it.changed + it.passedOver } == [600]
assert project.tables().history() == ['1 APPLIED']
assert project.tables().items('ordermig_ledger').every { !it.kind.startsWith('checkpoint#') }
project.stopDynamo()
true
