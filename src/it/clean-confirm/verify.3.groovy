import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('Dropped everything in 1 schema: public')
assert project.report().steps*.goal == ['clean']
assert project.database().rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
true
