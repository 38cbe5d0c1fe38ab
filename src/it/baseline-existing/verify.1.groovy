import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('The schema is not empty and has no history. [history/not-managed]')
assert project.log().contains('Run mvn ordermig:baseline ')
assert project.log().contains('Set <baselineOnMigrate> (-Dordermig.baselineOnMigrate) to true')
assert !project.database().has('flyway_schema_history')
true
