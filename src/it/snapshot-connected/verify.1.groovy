import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('[snapshot/connected]')
assert project.log().contains('application order-service')
assert project.log().contains('Changed so far:     nothing')
assert context.get('client').isValid(1)
assert !project.database().has('orders')
assert project.database().rows("SELECT datname FROM pg_database WHERE datname LIKE 'pre-migration-${project.database().name()}-%'") == []
true
