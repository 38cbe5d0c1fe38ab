import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().steps[0].problems*.code == ['scripts/location']
assert project.log().contains('A location does not exist: classpath:db/dynamo [scripts/location]')
true
