import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()

assert project.log().contains('[snapshot/failed]')
assert !project.database().has('orders')
assert project.report().outcome == 'failed'
assert project.report().steps[0].restorePoints*.state == ['failed']
assert project.report().steps[0].problems*.code == ['snapshot/failed']
assert project.aws().sns().messages().size() == 1
assert project.aws().sns().messages()[0].subject().startsWith('ALERT')
true
