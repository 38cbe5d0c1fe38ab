import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
// In another window, so that the databases can be looked into between the builds.
def local = project.start('local.log', 'ordermig:local', '-P', 'env=local')
context.put('local', local)
local.await { local.log().contains('Running until Ctrl-C.') }
true
