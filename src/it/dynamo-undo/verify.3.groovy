import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def step = project.report().steps[0]

assert project.log().contains('the tables went from version 3 to 2.')
assert step.goal == 'dynamo-undo'
assert step.outcome == 'succeeded'
assert [step.versionBefore, step.versionAfter] == ['3', '2']
assert step.migrations*.version == ['3']
assert step.migrations*.state == ['undone']
assert step.migrations[0].operations*.name == ['UpdateTimeToLive', 'UpdateTable']
assert project.tables().history() == ['1 APPLIED', '2 APPLIED', '3 UNDONE']
def now = context.get('state').call()
assert now == context.get('atVersion3') + [keys: ['id'], indexes: [], expiry: 'DISABLED']
true
