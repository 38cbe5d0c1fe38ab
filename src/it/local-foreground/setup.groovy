import io.ordermig.maven.it.ItProject

// In another window, until Ctrl-C.
def local = new ItProject(basedir, context).start('local.log', 'ordermig:local')
context.put('local', local)
while (!local.log().contains('Running until Ctrl-C.')) {
    assert local.alive : local.log()
    sleep(50)
}
true
