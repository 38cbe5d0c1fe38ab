import io.ordermig.maven.it.ItProject

def log = new ItProject(basedir, context).log()

assert log.contains(context.get('taken')[1] + '  available')
assert !log.contains('by-hand')
true
