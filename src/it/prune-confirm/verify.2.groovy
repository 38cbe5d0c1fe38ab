import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('What was confirmed is not what these are restore points of. [snapshot/prune-refused]')
assert project.log().contains('Set <confirm> (-Dordermig.confirm) to orders')
assert project.report().steps[0].problems*.code == ['snapshot/prune-refused']
assert !project.aws().operations('rds').contains('DeleteDBSnapshot')
true
