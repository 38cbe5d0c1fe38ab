import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def lines = project.log().readLines()*.minus('[INFO] ')

// What the build before has done is there.
assert project.report().run != context.get('run')
assert project.report().outcome == 'unchanged'
assert lines.contains('Nothing to do: the tables are at version 2.')
assert lines.any { it ==~ /2 +rename state +.* Applied/ }
assert lines.count { it.startsWith('Started DynamoDB Local on port ') } == 2
true
