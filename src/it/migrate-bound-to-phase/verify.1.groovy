import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert !project.log().contains('--- ordermig-maven-plugin')
assert !project.database().has('orders')
true
