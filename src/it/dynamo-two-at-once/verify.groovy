import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def other = context.get('other')
assert other.exitCode() == 0 : other.log()

def reports = [project.report(), project.report('target/other')]
assert reports*.run.unique(false).size() == 2
assert reports*.outcome.sort() == ['succeeded', 'unchanged']
def first = reports.find { it.outcome == 'succeeded' }
def second = reports.find { it.outcome == 'unchanged' }
def (firstLog, secondLog) = first.is(reports[0]) ? [project.log(), other.log()] : [other.log(), project.log()]

// One applied everything, the other waited for it and found nothing left.
assert first.steps[0].migrations*.version == ['1', '2']
assert second.steps[0].migrations == []
assert !firstLog.contains('Another run is at work')
assert secondLog.contains('Another run is at work; waiting for it at most 1 m 00 s: ')
assert secondLog.contains(first.run)
assert secondLog.contains('The lock is ours after ')
assert secondLog.contains('Nothing to do: the tables are at version 2.')

assert project.tables().history() == ['1 APPLIED', '2 APPLIED']
assert project.tables().ledger('audit')*.with { [it.action, it.version, it.run] } == [
        ['APPLIED', '1', first.run], ['APPLIED', '2', first.run]]
assert project.tables().ledger('ledger').find { it.id == 'lock' }.with { !it.containsKey('token') && it.term == 2 }
assert project.tables().items('orders')*.changes == [1.0]
project.stopDynamo()
true
