import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

// ordermig goes on where flyway stopped, and the other way round.
assert project.report().steps*.outcome == ['succeeded', 'unchanged']
assert project.report().steps[0].versionBefore == '2'
assert project.report().steps[0].migrations*.version == ['3']
assert project.log().contains('Successfully applied 1 migration to schema "public", now at version v4')
assert project.log().contains('Nothing to do: the schema is at version 4.')
assert project.history() == ['1', '2', 'R', '3', '4']
assert project.database().value('SELECT * FROM order_count') == '100'
true
