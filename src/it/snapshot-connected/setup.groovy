import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def client = project.database().connect()
client.createStatement().execute("SET application_name = 'order-service'")
context.put('client', client)
true
