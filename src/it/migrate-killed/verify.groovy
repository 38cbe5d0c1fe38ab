import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().outcome == 'succeeded'
assert project.report().steps[0].migrations*.version == ['2', '3']
assert project.history() == ['1', '2', '3']
assert project.database().rows('SELECT DISTINCT note FROM orders') == ['x']
assert project.database().has('last')
assert !new File(basedir, 'killed.log').text.contains('BUILD')
true
