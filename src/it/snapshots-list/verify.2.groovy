import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def (newest, oldest) = context.get('own')
def log = project.log().split('Id +State ').last()

assert log =~ /(?s)$newest .*before-the-release +available .* manual.*rds:orders-2026-01-01-03-11 +available .* automated.*$oldest /
assert log.contains('4 restore points; ')
assert log =~ /(?m): before-the-release$/
project.stopAws()
true
