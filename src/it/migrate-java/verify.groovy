import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def migration = project.report().steps[0].migrations[1]

assert migration.script == 'db.migration.V2__ParseDates'
assert migration.kind == 'JDBC'
assert migration.state == 'applied'
assert migration.rows == 2
assert project.log() =~ /2 +ParseDates +JDBC +yes /
assert project.log().contains('2 migrations validated')

assert project.history() == ['1', '2']
assert project.database().rows("SELECT placed_at AT TIME ZONE 'UTC' FROM orders ORDER BY id") ==
        ['2024-01-15 10:00:00', '2024-01-15 10:00:00.5']
true
