import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def lines = project.log().readLines()*.minus('[INFO] ')
def row = { number, pattern -> assert lines.findAll { it ==~ pattern }.size() == number : pattern }

row(2, /Version +Description +Type +Phase +Undo +Applied on +State/)
row(1, /1 +create orders +SQL +expand +yes +Pending/)
row(1, /Schema public is at no version yet; 4 migrations pending\./)
row(1, /1 +create orders +SQL +expand +yes +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +Success/)
row(1, /2 +drop nothing +SQL +contract +irreversible +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +Success/)
row(1, /\(repeatable\) +order count +SQL +Pending/)
row(1, /\(repeatable\) +order count +SQL +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +Success/)
row(2, /3 +add note +SQL +missing +Pending/)
row(1, /Schema public is at version 2; 1 migration pending\./)

// Looking changes nothing, and writes no report.
assert project.report().steps*.goal == ['migrate']
assert project.history() == ['1', '2', 'R']
true
