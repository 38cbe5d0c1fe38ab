import io.ordermig.maven.it.ItProject

def report = new ItProject(basedir, context).report()

assert report.steps*.goal == ['snapshot', 'migrate']
assert report.steps*.restorePoints*.origin == [['taken'], ['reused']]
assert report.steps[0].restorePoints[0].kind == 'database-copy'
true
