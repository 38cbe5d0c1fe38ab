import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()
def messages = project.aws().sns().messages()

assert rds.dataVersion('orders') == 'before'
assert messages.size() == 2
assert messages[0].text().contains('Rename orders to orders-old-')
assert messages[1].text().contains(project.report().steps[0].restore.kept)
assert messages[1].text().contains('aws rds delete-db-instance')
project.stopAws()
true
