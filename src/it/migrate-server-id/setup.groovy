import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
project.createRole('it_server_id', 'it-secret-server')
project.withhold('ordermig.user')
project.withhold('ordermig.password')
