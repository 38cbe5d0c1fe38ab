import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()
def step = report.steps[0]

assert report.outcome == 'succeeded'
assert report.environment == 'staging'
assert report.versions.ordermig ==~ /\d.*/
assert report.project == 'io.ordermig.it:migrate-first-and-second:1'
assert step.goal == 'migrate'
assert step.pending == 3
assert step.versionBefore == ''
assert step.migrations*.version == ['1', '2', '']
assert step.migrations*.state.every { it == 'applied' }
assert step.migrations[0].statements*.rows == [0, 100]
assert step.migrations[1].verifications*.passed == [true]
assert step.problems == []
assert project.log().contains('Applied 3 migrations')
assert project.log().contains('from version none to 2.')

assert project.history() == ['1', '2', 'R']
assert project.database().value('SELECT total FROM order_totals') == '0.00'
context.put('firstRun', report.run)
context.put('history', project.database().rows('SELECT * FROM flyway_schema_history'))
true
