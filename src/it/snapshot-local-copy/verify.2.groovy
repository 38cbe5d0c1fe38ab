import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()
def points = (log =~ /(?m)(pre-migration-snapshot_local_copy-\d{14})  available/).collect { it[1] }

// Newest first: one of before the second migration; the goal after it takes that of the same build.
assert points.size() == 2
assert project.report().steps*.restorePoints*.origin == [['taken'], ['reused']]
assert project.report().steps[0].restorePoints[0].id == points[0]
context.put('points', points)
true
