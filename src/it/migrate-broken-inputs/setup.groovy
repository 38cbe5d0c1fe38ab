import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
project.createRole('it_broken_inputs', 'it-secret-right')
project.pass('it.server', project.database().url() - project.database().name())
