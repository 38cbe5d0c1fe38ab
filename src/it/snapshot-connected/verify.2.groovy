import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert !context.get('client').isValid(1)
assert project.history() == ['1']
assert project.report().steps[0].restorePoints*.state == ['ready']
context.get('client').close()
true
