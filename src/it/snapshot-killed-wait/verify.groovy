import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()

assert project.aws().operations('rds').count('CreateDBSnapshot') == 1
assert project.report().steps[0].restorePoints*.origin == ['adopted']
assert project.report().steps[0].restorePoints*.state == ['ready']
assert project.history() == ['1']
assert !new File(basedir, 'killed.log').text.contains('BUILD')
true
