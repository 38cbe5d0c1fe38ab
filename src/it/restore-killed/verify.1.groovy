import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()
rds.instance('orders').dataVersion('after')

// Killed when the new one is asked for, when it gets its settings, and between the two renames.
[
    'restore': { rds.changes().contains('RestoreDBInstanceFromDBSnapshot') },
    'settle': { rds.changes().count('ModifyDBInstance') > 0 },
    'rename': { !rds.hasInstance('orders') },
].each { name, point ->
    def build = project.start("killed-${name}.log", 'ordermig:restore', '-P', 'env=production', '-Dordermig.confirm=orders')
    build.await(point)
    build.kill()
}
true
