import io.ordermig.maven.it.ItProject

// In another window, until Ctrl-C.
def local = new ItProject(basedir, context).start('local.log', 'ordermig:local')
context.put('local', local)
local.await { local.log().contains('Running until Ctrl-C.') }
