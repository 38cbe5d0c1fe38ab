import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()

assert rds.dataVersion('orders') == 'first'
assert rds.instanceNames().size() == 2
assert project.log().contains("orders is back at the state at ${context.get('moment')}")
project.stopAws()
true
