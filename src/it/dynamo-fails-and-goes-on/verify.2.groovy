import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def step = project.report().steps[0]

assert step.outcome == 'succeeded'
assert step.migrations*.version == ['2', '3']
assert step.migrations[0].operations*.name == ['PutItem', 'PutItem']
assert project.tables().history() == ['1 APPLIED', '2 APPLIED', '3 APPLIED']
assert project.tables().items('orders')*.id.sort() == ['last', 'taken', 'third']
assert project.report().goOn == []
true
