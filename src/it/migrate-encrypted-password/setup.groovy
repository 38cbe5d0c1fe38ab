import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
project.createRole('it_encrypted', 'it-secret-server')
project.withhold('ordermig.user')
project.withhold('ordermig.password')
project.pass('settings.security', new File(basedir, 'settings-security.xml').path)
