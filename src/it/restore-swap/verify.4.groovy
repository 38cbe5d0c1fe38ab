import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
assert project.log().contains('orders is restored from there already')
assert project.aws().rds().changes() == context.get('changes')
assert project.report().outcome == 'unchanged'
project.stopAws()
true
