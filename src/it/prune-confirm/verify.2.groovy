import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('[snapshot/prune-refused]')
assert !project.aws().operations('rds').any { it.startsWith('Delete') }
true
