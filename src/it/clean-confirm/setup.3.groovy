import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.pass('ordermig.confirm', project.database().name())
