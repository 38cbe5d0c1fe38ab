import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()
def before = context.get('before')

// Data are gone for good, and the build is red.
assert report.outcome == 'failed'
assert report.steps[0].migrations*.state == ['applied', 'failed']
assert before.orders.size() == 999 && before.order_lines.size() == 2997
context.put('broken', context.get('all')())
assert context.get('broken').order_lines.size() < 2997
assert !context.get('broken').orders[0].contains('amount')

// The console ends with the line that goes back, and so does the report.
def point = report.steps[0].restorePoints[0]
def shown = project.log() =~ /To go back to copy (\S+) of restore_local:\r?\n\[ERROR\]   mvn (.*)/
assert shown.find()
assert shown.group(1) == point.id
// Where nobody has to look for it.
assert shown.start() > project.log().indexOf('BUILD FAILURE')
assert "mvn ${shown.group(2)}" == point.restore
assert report.goBack*.command == [point.restore]
assert project.log().contains('only shows what would be done. To do it, add -Dordermig.confirm=restore_local;')
context.put('point', point.id)
context.put('line', shown.group(2).trim().split(' ') as List)
true
