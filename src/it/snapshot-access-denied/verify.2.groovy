import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.stopAws()
def report = project.report()

assert report.outcome == 'succeeded'
assert project.history() == ['1']
assert report.steps[0].warnings.size() == 2
assert report.steps[0].warnings.any { it.startsWith('The notification was not sent') && it.contains('sns:Publish') }
assert report.steps[0].warnings.any { it.startsWith('The metrics were not published') && it.contains('cloudwatch:PutMetricData') }
true
