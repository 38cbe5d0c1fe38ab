import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('[history/failed-row]')
assert project.report().steps[0].problems*.code == ['history/failed-row']
assert project.history() == ['1', '2!']
true
