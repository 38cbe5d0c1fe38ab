import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()
def lines = project.log().readLines()*.minus('[INFO] ')

assert report.run != context.get('run')
assert report.outcome == 'unchanged'
assert report.steps*.goal == ['dynamo']
assert report.steps*.migrations == [[]]
assert report.steps[0].versionBefore == '3'
assert lines.contains('Nothing to do: the tables are at version 3.')

// Not even the lock was taken.
assert project.tables().items('ordermig_ledger').toSet() == context.get('ledger')
def applied = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/
assert lines.any { it ==~ /Version +Description +Type +Phase +Undo +Applied on +State/ }
assert lines.any { it ==~ /1 +create orders +\S+ +yes +$applied +Applied/ }
assert lines.any { it ==~ /3 +rename state +\S+ +migrate +irreversible +$applied +Applied/ }
true
