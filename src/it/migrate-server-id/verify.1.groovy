import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().outcome == 'succeeded'
assert project.report().steps[0].store.user == 'it_server_id'
assert project.database().value("SELECT tableowner FROM pg_tables WHERE tablename = 'orders'") == 'it_server_id'
true
