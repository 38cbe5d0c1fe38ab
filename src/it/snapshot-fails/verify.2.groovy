import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def step = project.report().steps[0]

assert step.outcome == 'succeeded'
assert step.warnings.any { it.startsWith('There is no restore point, and onSnapshotFailure says to go on without one: The snapshot pre-migration-orders-') }
assert step.restorePoints*.state == ['failed']
assert project.history() == ['1']
assert project.aws().operations('rds').count('CreateDBSnapshot') == 2
project.stopAws()
true
