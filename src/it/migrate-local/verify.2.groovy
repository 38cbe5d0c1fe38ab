import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert project.report().outcome == 'unchanged'
assert log.contains('Nothing to do: the schema is at version 2.')
assert log.count('nothing is pending.') == 2

// Stopped with the build, and out of sight of version control.
assert !new File(basedir, '.ordermig/postgres/data/postmaster.pid').exists()
assert new File(basedir, '.ordermig/.gitignore').text == '*\n'
def password = new File(basedir, '.ordermig/pgpass').text.trim().split(':').last()
assert password.length() > 20
assert !log.contains(password)
assert !new File(basedir, 'target/ordermig/migration-report.json').text.contains(password)
true
