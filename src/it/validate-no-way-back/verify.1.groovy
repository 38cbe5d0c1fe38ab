import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def step = project.report().steps[0]

assert project.log().contains('2 problems:')
assert project.log().contains('Migration 3 add note has no way back. [scripts/no-way-back]')
assert project.log().contains('Migration 4 add total has no way back. [scripts/no-way-back]')
assert project.log().contains('Write its inverse, U3__<name>.sql')
assert project.log().contains('-- ordermig:irreversible <reason>')
assert project.log().contains('MojoFailureException')
assert step.goal == 'validate'
assert step.problems*.code == ['scripts/no-way-back'] * 2
assert project.database().rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
true
