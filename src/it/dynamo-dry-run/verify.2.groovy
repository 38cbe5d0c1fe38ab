import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.tables().history() == ['1 APPLIED', '2 APPLIED', '3 APPLIED']
assert project.tables().items('orders') == [[id: 'a', status: 'it-secret-state']]
def called = project.report().steps[0].migrations.collectMany { it.operations ?: [] }*.name
assert called == ['CreateTable', 'PutItem', 'UpdateTable', 'UpdateTable']
assert called.collect { it.replaceAll('(?<=.)([A-Z])', '-$1').toLowerCase() } == context.get('calls')
context.put('run', project.report().run)
context.put('ledger', project.tables().items('ordermig_ledger').toSet())
true
