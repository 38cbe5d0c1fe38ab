import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().outcome == 'succeeded'
assert project.report().steps[0].store.user == 'it_encrypted'
assert project.database().value("SELECT tableowner FROM pg_tables WHERE tablename = 'orders'") == 'it_encrypted'
true
