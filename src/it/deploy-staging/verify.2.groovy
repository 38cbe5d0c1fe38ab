import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()

// Something was applied since the first snapshot, so the goal takes another; migrate has nothing to do.
assert project.report().steps*.goal == ['snapshot', 'migrate']
assert project.report().steps*.outcome == ['succeeded', 'unchanged']
assert project.aws().operations('rds').count('CreateDBSnapshot') == 2
assert project.aws().sns().messages().size() == 1
assert project.log().contains('Nothing to do: the schema is at version 1.')
true
