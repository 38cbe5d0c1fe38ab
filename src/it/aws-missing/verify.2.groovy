import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('There are no AWS credentials. [aws/credentials-missing]')
assert project.log().count('Changed so far:     nothing') == 2
assert project.report().steps[0].milliseconds < 30_000
assert !project.database().has('orders')
context.get('silent').close()
true
