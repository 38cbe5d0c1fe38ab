import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert log.contains('Migration 2 reference is unique failed. [migrations/statement-failed]')
assert log.contains('could not create unique index "orders_reference" (SQLSTATE 23505)')
assert log.contains('DROP INDEX CONCURRENTLY public.orders_reference;')
assert log.contains('Run mvn ordermig:repair to take the failed row out of the history.')
assert log.contains('the history has a failed row for it')
assert log.contains('Safe to run again:  only after the clean-up named above')
// Which rows those are is for the database alone.
assert !log.contains('it-row-value')
assert !project.text('target/ordermig/migration-report.json').contains('it-row-value')
assert project.history() == ['1', '2!']
true
