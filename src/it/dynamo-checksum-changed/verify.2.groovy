import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def problem = project.report().steps[0].problems[0]

assert problem.code == 'dynamo/checksum-mismatch'
assert problem.where.endsWith('V1__create_orders.yaml')
assert problem.changed == 'nothing'
assert problem.remedies.any { it.contains('mvn ordermig:dynamo-repair') }
assert project.log().contains('[dynamo/checksum-mismatch]')
assert project.tables().history() == ['1 APPLIED']
assert project.tables().items('orders') == []
true
