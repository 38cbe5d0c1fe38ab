import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()
def line = "mvn ${context.get('line').join(' ')}"

assert log.contains("A restore would go back to copy ${context.get('point')} of restore_local.")
assert log =~ /Schema: +version 1/
assert log =~ /Environment: +local/
assert log =~ /State: +available/
assert log.contains("[INFO]   $line\n") || log.contains("[INFO]   $line\r\n")
assert log.contains("[INFO]   $line -Dordermig.confirm=restore_local")
// It only looked.
assert context.get('all')() == context.get('broken')
true
