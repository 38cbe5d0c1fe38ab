import io.ordermig.maven.it.ItProject

assert new ItProject(basedir, context).log().contains('Removed 1 restore point of snapshot_local_copy.')
true
