import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
project.database().execute('CREATE TABLE orders (id int)', 'INSERT INTO orders VALUES (1)')
project.startAwsToRestoreOn().instance('orders').dataVersion('before')
true
