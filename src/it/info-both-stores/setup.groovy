import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
project.startDynamo()
true
