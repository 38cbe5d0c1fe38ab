import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def other = context.get('other')
assert other.exitCode() == 0 : other.log()

def reports = [project.report(), project.report('target/other')]

// Both worked on the same server, and each migration was applied once.
assert reports*.steps.flatten()*.migrations.flatten()*.version.sort() == ['1', '2']
assert reports*.outcome.every { it in ['succeeded', 'unchanged'] }
assert reports*.steps.flatten()*.store*.address.unique().size() == 1
// The last one has stopped it.
assert !new File(basedir, '.ordermig/postgres/data/postmaster.pid').exists()
true
