import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def old = context.get('own')[3..6]
def log = project.log()

// The newest two stay, and what is not older than 30 days.
assert log.contains('Would remove 4 restore points of orders. Nothing was changed; to remove them:')
assert log.readLines().findAll { it ==~ /.* {3}pre-migration-\S+/ }*.trim()*.split(' ')*.last() == old.reverse()
assert project.aws().rds().changes() == ['AddTagsToResource'] * 7
assert project.report().steps*.goal == ['prune']
assert project.report().outcome == 'unchanged'
context.put('line', (log =~ /mvn ordermig:prune (.*)/)[0][1])
true
