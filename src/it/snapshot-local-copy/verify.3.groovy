import io.ordermig.maven.it.ItProject

def log = new ItProject(basedir, context).log()
def points = context.get('points')

assert log.contains('Would remove 1 restore point of snapshot_local_copy. Nothing was changed')
assert log.contains('ordermig:prune -P env=local -Dordermig.keep=1 -Dordermig.olderThan=0ms -Dordermig.confirm=snapshot_local_copy')
true
