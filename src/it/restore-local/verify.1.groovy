import io.ordermig.maven.it.ItProject

assert new ItProject(basedir, context).report().steps[0].migrations*.version == ['1']
true
