import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('The AWS region is not known. [aws/region-missing]')
assert project.report().steps[0].milliseconds < 30_000
assert !project.database().has('orders')
true
