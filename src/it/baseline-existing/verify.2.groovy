import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().steps*.goal == ['baseline', 'baseline', 'migrate']
assert project.report().steps*.outcome == ['succeeded', 'unchanged', 'succeeded']
assert project.log().contains('Recorded version 1 as the baseline.')
assert project.log().contains('Version 1 is the baseline already; nothing to do.')
assert project.history() == ['1', '2']
assert project.database().rows('SELECT id, note FROM orders') == ['1|null']
true
