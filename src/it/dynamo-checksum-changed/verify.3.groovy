import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()

assert report.steps*.goal == ['dynamo-repair', 'dynamo-validate', 'dynamo']
assert report.steps*.outcome == ['succeeded', 'unchanged', 'succeeded']
assert project.log().contains('Repair took over checksum and description of 1 create orders from its file.')
assert report.steps[2].migrations*.version == ['2']
assert project.tables().history() == ['1 APPLIED', '2 APPLIED']
assert project.tables().ledger('migration')[0].checksum != context.get('checksum')
assert project.tables().ledger('audit')*.action == ['APPLIED', 'REPAIRED', 'APPLIED']
true
