import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def server = new File(basedir, '.ordermig/postgres/data/postmaster.pid')
def password = new File(basedir, '.ordermig/pgpass').text.trim().split(':').last()

// The build has used the server and has left it running; Ctrl-C stops it.
def running = server.exists()
context.get('local').interrupt()
assert running
assert !server.exists()

assert project.log().contains('Using the local PostgreSQL that is running already.')
assert project.report().steps[0].migrations*.version == ['1']
assert context.get('local').log().contains('JDBC URL       ' + project.report().steps[0].store.address)
assert !context.get('local').log().contains(password)
true
