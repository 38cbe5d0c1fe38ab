import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
assert project.report().steps[0].problems*.code == ['restore/time-outside']
project.pass('ordermig.restore.time', context.get('moment'))
true
