import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()

assert project.log() =~ /by-hand +available .* manual/
assert project.log() =~ /rds:orders-staging-2020-01-01 +available .* automated/
true
