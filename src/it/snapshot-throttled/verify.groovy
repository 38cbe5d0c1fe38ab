import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()

assert project.report().outcome == 'succeeded'
assert project.history() == ['1']
assert context.get('outage').struck() == 4
assert project.aws().calls('rds').count { it.operation() == 'CreateDBSnapshot' && it.carriedOut() } == 1
assert project.aws().calls().count { it.outcome().contains('Throttl') } >= 5
assert project.aws().sns().messages().size() == 1
assert !project.log().contains('WARNING')
true
