import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabase()
def database = project.database()
database.execute('CREATE SCHEMA pace', 'CREATE TABLE pace.hold AS SELECT true AS on')

// The same command as the build after this, killed in the middle of the second migration.
def killed = project.start('killed.log', 'ordermig:migrate')
while (database.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pace.hold%' AND pid <> pg_backend_pid() AND state = 'active'") == '0') {
    assert killed.alive : killed.log()
    sleep(50)
}
killed.kill()
assert project.history() == ['1']

// The server notices when the statement is done.
database.execute('UPDATE pace.hold SET "on" = false')
