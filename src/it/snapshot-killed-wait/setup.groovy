import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instance('orders-staging')
project.pass('ordermig.dbInstanceId', 'orders-staging')
def looks = { aws.operations('rds').count('DescribeDBSnapshots') }

// The same line as the build after this, killed while it waits for its snapshot.
def killed = project.start('killed.log', 'ordermig:migrate', '-P', 'env=staging')
killed.await { aws.operations('rds').contains('CreateDBSnapshot') }
def before = looks()
killed.await { looks() > before }
killed.kill()
assert !project.database().has('orders')
