import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('Migration 2 add note was changed after it had been applied. [history/mismatch]')
assert project.log().contains('mvn -pl services/orders ordermig:repair ')
assert project.report('services/orders/target/ordermig').outcome == 'failed'
true
