import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()

assert report.run != context.get('firstRun')
assert report.outcome == 'unchanged'
assert report.steps*.migrations == [[]]
assert report.steps[0].pending == 0
assert report.steps[0].versionBefore == '2'
assert project.log().contains('Nothing to do: the schema is at version 2.')
assert project.database().rows('SELECT * FROM flyway_schema_history') == context.get('history')
true
