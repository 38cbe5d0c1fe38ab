import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
def database = project.database()
database.execute('CREATE SCHEMA pace', 'CREATE TABLE pace.hold AS SELECT true AS on')

// The same command as the build after this, killed in the middle of the second migration.
def killed = project.start('killed.log', 'ordermig:migrate')
killed.await {
    database.value("""
            SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name LIKE 'ordermig/%' AND query LIKE '%pace.hold%'""") != '0'
}
killed.kill()
assert project.history() == ['1']

// The server notices when the statement is done.
database.execute('UPDATE pace.hold SET "on" = false')
