import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().steps*.goal == ['prune']
assert project.report().outcome == 'succeeded'
assert project.log().contains('Removed 1 restore point of snapshot_local_copy.')
def left = context.get('server').rows("SELECT datname FROM pg_database WHERE datname LIKE 'pre-migration-%'")
context.get('local').interrupt()
assert left == [context.get('second')]
true
