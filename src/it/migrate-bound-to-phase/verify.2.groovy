import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def report = project.report()

// One build, one report.
assert report.steps*.goal == ['validate', 'migrate']
assert report.steps*.outcome == ['unchanged', 'succeeded']
assert report.outcome == 'succeeded'
assert report.environment == 'staging'
assert project.log().contains('migrate (migrate-staging)')
assert project.history() == ['1']
true
