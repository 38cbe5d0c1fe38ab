import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().count('ordermig is skipped (ordermig.skip).') == 13
assert !new File(basedir, 'target/ordermig').exists()
assert !new File(basedir, '.ordermig').exists()
true
