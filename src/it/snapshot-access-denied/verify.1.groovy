import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('The AWS credentials do not allow rds:CreateDBSnapshot. [aws/access-denied]')
assert project.log().contains('Changed so far:     nothing')
assert !project.database().has('orders')
true
