import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

// What Maven prints at the end for a module.
def text = { module ->
    def start = log.indexOf("on project $module: ")
    assert start > 0 : "$module did not fail"
    log.substring(start, log.indexOf('-> [Help', start)).readLines()*.minus('[ERROR] ')
}
def told = { module, code, where, fix, changed, repeat ->
    def lines = text(module)
    assert lines.find { it.contains("[$code]") } : lines
    assert !where || lines.find { it.startsWith('  Where:              ' + where) } : lines
    assert lines.find { it.contains(fix) } : lines
    assert lines.contains('  Changed so far:     ' + changed) : lines
    assert lines.find { it.startsWith('  Safe to run again:  ' + repeat) } : lines
}
def server = project.database().url() - project.database().name()

told('changed-checksum', 'history/mismatch', "$basedir/changed-checksum/db/migration/V1__create_orders.sql",
        'Run mvn -pl changed-checksum ordermig:repair -P env=staging if the change makes no difference', 'nothing', 'yes, once')
told('duplicate-version', 'migrations/duplicate-version', '',
        'Give one of them another version', 'nothing', 'yes, once')
told('java-throws', 'migrations/java-failed', 'class db.migration.V1__Throw',
        'Correct the class and build the project again', 'nothing. Migration 1 Throw was rolled back whole.', 'yes, once')
told('missing-database', 'connection/database-missing', server + 'no_such_database',
        'Create the database, or correct its name', 'nothing', 'yes, once')
told('unreachable-host', 'connection/unreachable', 'jdbc:postgresql://localhost:1/orders',
        'Set <connectRetries> (-Dordermig.connectRetries) to 10', 'nothing', 'yes, as it is')
told('unwritable-report', 'report/folder', "$basedir/unwritable-report/report",
        'Set <reportFolder> (-Dordermig.reportFolder)', 'nothing', 'yes, once')
told('wrong-password', 'connection/authentication', project.database().url(),
        'Set <serverId> (-Dordermig.serverId)', 'nothing', 'yes, once')

// What is pending is no difference.
assert !text('changed-checksum').find { it.contains('V2__never_reached') }
assert text('duplicate-version').find { it.contains("$basedir/duplicate-version/db/migration/V1__one.sql") }
assert text('java-throws').find { it.contains('java.lang.IllegalStateException: the rates are not known') }
assert text('duplicate-version').find { it.contains("$basedir/duplicate-version/db/migration/V1__other.sql") }
assert !log.contains('Attempt 1 to reach')
assert log.contains('/MojoFailureException')
assert log.contains('/MojoExecutionException')
assert !log.contains('\tat ')

def reports = ['changed-checksum', 'duplicate-version', 'java-throws', 'missing-database', 'unreachable-host', 'wrong-password']
        .collectEntries { [it, project.report(it + '/target/ordermig')] }
assert reports.values()*.outcome.unique() == ['failed']
assert reports.collectEntries { [it.key, it.value.steps.find { step -> step.project == "io.ordermig.it:$it.key:1" as String }.problems*.code] } == [
        'changed-checksum' : ['history/mismatch'],
        'duplicate-version': ['migrations/duplicate-version'],
        'java-throws'      : ['migrations/java-failed'],
        'missing-database' : ['connection/database-missing'],
        'unreachable-host' : ['connection/unreachable'],
        'wrong-password'   : ['connection/authentication']]

// No secret is anywhere, in whatever the builds have written.
assert !log.contains('it-secret')
basedir.eachFileRecurse { file ->
    if (file.name.endsWith('.json')) {
        assert !file.text.contains('it-secret')
    }
}

assert project.database().rows("SELECT table_schema || '.' || table_name FROM information_schema.tables"
        + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name <> 'flyway_schema_history'") == ['orders.orders']
assert new File(basedir, 'unwritable-report/report').file
true
