import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
project.database().execute('CREATE TABLE orders (id bigint PRIMARY KEY)', 'INSERT INTO orders VALUES (1)')
