import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()

assert project.aws().operations('rds').count('CreateDBSnapshot') == 1
assert project.report().steps[0].restorePoints*.origin == ['adopted']
assert project.report().steps[0].restorePoints*.state == ['ready']
def id = project.report().steps[0].restorePoints[0].id
assert project.log().contains("An earlier run asked for snapshot $id of orders-staging; it serves this one, too.")
assert new File(project.report().steps[0].restorePoints[0].manifest).exists()
assert project.history() == ['1']
assert !new File(basedir, 'killed.log').text.contains('BUILD')
true
