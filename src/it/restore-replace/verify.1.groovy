import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.aws().rds().instance('orders').dataVersion('after').deletionProtection(false)
context.put('changes', project.aws().rds().changes())
true
