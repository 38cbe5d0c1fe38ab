import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().steps*.goal == ['repair', 'repair', 'migrate']
assert project.report().steps*.outcome == ['succeeded', 'unchanged', 'succeeded']
assert project.log().contains('Repair took the failed row of 2 reference is unique out of the history.')
assert project.log().contains('The history needs no repair.')
assert project.history() == ['1', '2']
assert project.database().value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_reference'::regclass") == 't'
true
