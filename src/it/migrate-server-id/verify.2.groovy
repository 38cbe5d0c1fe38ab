import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('settings.xml has no server entry it-order. [config/invalid-value]')
assert project.log().contains('Did you mean it-orders?')
assert !project.log().contains('it-secret')
true
