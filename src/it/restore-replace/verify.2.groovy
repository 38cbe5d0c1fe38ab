import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
assert project.log().readLines().any { it ==~ /.*Delete orders, after one last snapshot orders-final-\d{14}; its automated backups stay.*/ }
assert project.aws().rds().changes() == context.get('changes')
assert project.report().outcome == 'unchanged'
project.aws().rds().instance('orders').deletionProtection(true)
true
