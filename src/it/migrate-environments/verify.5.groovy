import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().environment == 'staging'
assert project.history() == ['1']
true
