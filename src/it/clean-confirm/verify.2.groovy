import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().count('clean drops every object in the managed schemas, and this was not confirmed. [clean/refused]') == 2
assert project.log().contains("Set <confirm> (-Dordermig.confirm) to ${project.database().name()} to drop everything")
assert project.history() == ['1']
assert project.database().value('SELECT count(*) FROM orders') == '100'
true
