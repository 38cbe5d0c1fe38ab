import io.ordermig.maven.it.ItProject
import io.ordermig.testing.TestDatabase

def project = new ItProject(basedir, context)
def report = project.report()
def log = project.log()

assert report.steps*.goal == ['migrate', 'prune']
assert report.steps*.outcome == ['succeeded', 'unchanged']
assert report.steps[0].restorePoints*.origin == ['taken']
def second = report.steps[0].restorePoints[0].id
assert second != context.get('first')

// All rows are in the copy that was taken before they were dropped.
def address = report.steps[0].store.address - '/snapshot_local_copy'
def password = new File(basedir, '.ordermig/pgpass').text.trim().split(':').last()
def on = { database -> new TestDatabase("$address/$database", database, 'postgres', password) }
assert !on('snapshot_local_copy').has('orders')
on('postgres').execute("ALTER DATABASE \"$second\" ALLOW_CONNECTIONS true CONNECTION LIMIT -1")
assert on(second).value('SELECT count(*) FROM orders') == '100'
assert on(second).rows('SELECT version FROM flyway_schema_history WHERE version IS NOT NULL') == ['1']
on('postgres').execute("ALTER DATABASE \"$second\" ALLOW_CONNECTIONS false CONNECTION LIMIT 0")

// Listed, the newest first, and the older one would go.
def listed = log.substring(log.indexOf('Schema version'))
assert listed =~ /(?s)$second +available .*${context.get('first')} +available /
assert listed.contains('2 restore points; the newest that can be restored from is of ')
assert log.contains('Would remove 1 restore point of snapshot_local_copy. Nothing was changed; to remove them:')
assert log.contains('mvn ordermig:prune -P env=local -Dordermig.keep=1 -Dordermig.olderThan=0ms -Dordermig.confirm=snapshot_local_copy')
assert on('postgres').rows("SELECT datname FROM pg_database WHERE datname LIKE 'pre-migration-%' ORDER BY 1") == [context.get('first'), second]
context.put('second', second)
context.put('server', on('postgres'))
true
