import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.tables().history() == ['1 APPLIED', '2 APPLIED', '3 APPLIED']
def all = context.get('state').call()
assert all.items == [[id: 'a', status: 'NEW'], [id: 'b', status: 'PAID']]
assert all.indexes == ['by_status']
assert all.expiry == 'ENABLED'
context.put('atVersion3', all)
true
