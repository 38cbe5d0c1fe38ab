import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('The password of the server entry it-undecipherable cannot be decrypted. [config/invalid-value]')
assert project.log().contains('mvn --encrypt-password')
assert !project.log().contains('it-secret')
true
