import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def loaded = new File(basedir, 'classes.log').readLines()

assert project.report().outcome == 'succeeded'
assert loaded.any { it.contains('io.ordermig.snapshot.copy.DatabaseCopies') }
assert !loaded.any { it.contains('software.amazon.awssdk') } : loaded.find { it.contains('software.amazon.awssdk') }
true
