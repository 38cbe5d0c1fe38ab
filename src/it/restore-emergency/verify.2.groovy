import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
assert project.report().steps[0].problems*.code == ['restore/nobody-told']
assert project.aws().rds().changes() == context.get('changes')
project.pass('ordermig.notificationTopic', project.aws().sns().createTopic('emergencies'))
true
