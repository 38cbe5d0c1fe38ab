import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()
def file = new File(basedir, 'db/migration/V2__three_statements.sql')

assert log.contains('Migration 2 three statements failed. [migrations/statement-failed]')
assert log.contains("Where:              $file, line 6, statement 3")
assert log.contains('syntax error at or near "ONN" (SQLSTATE 42601)')
assert log.contains('How to fix it:      Correct the statement in the file.')
assert log.contains('Changed so far:     1 migration is applied and stays: 1. Migration 2 three statements was rolled back whole.')
assert log.contains('Safe to run again:  yes, once it is fixed')
assert log.contains('MojoFailureException')
assert !log.contains('\tat ')

def step = project.report().steps[0]
assert project.report().outcome == 'failed'
assert step.migrations*.state == ['applied', 'failed']
assert step.migrations[1].statements*.failed == [false, false, true]
assert step.problems*.code == ['migrations/statement-failed']
assert step.problems[0].where.endsWith('line 6, statement 3')

assert project.history() == ['1']
assert project.database().value("SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note'") == '0'
assert !project.database().has('never_reached')
true
