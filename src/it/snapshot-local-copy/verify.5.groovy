import io.ordermig.maven.it.ItProject

def log = new ItProject(basedir, context).log()
def points = context.get('points')
def last = log.substring(log.lastIndexOf('Nothing to remove: '))

assert last.contains(points[0])
assert !last.contains(points[1])
true
