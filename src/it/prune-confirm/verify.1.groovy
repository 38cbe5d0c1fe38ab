import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def taken = context.get('taken')

assert taken.size() == 2
assert project.log().contains(taken[0])
assert project.log().contains('Would remove 1 restore point of orders-staging. Nothing was changed')
assert !project.aws().operations('rds').any { it.startsWith('Delete') }
true
