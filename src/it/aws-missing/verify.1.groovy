import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('The AWS region is not known. [aws/region-missing]')
// It is looked for once: telling of it would end in the same words.
assert project.report().steps[0].warnings == []
assert project.report().steps[0].milliseconds < 20_000
assert !project.database().has('orders')
true
