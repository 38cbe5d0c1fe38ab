import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
assert project.report().steps[0].problems*.code == ['restore/confirmed-other']
assert project.aws().rds().changes() == context.get('changes')
project.aws().rds().instance('orders').deletionProtection(false)
true
