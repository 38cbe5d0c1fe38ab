import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('Undid 1 DynamoDB migration in ')
assert project.tables().history() == ['1 APPLIED', '2 UNDONE', '3 UNDONE']
assert context.get('state').call() == context.get('atVersion1')
assert project.report().steps[0].migrations[0].backfills*.changed == [2]
true
