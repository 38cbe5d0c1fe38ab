import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().outcome == 'unchanged'
assert project.log().contains('4 migrations validated')
assert project.database().rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
true
