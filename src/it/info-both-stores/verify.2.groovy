import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def lines = project.log().readLines()*.minus('[INFO] ')

assert lines.contains('[WARNING] The DynamoDB migrations are not shown.')
assert lines.any { it.startsWith('[WARNING] ') && it.endsWith(' [dynamo/not-a-ledger]') }
assert lines.any { it ==~ /20261103 +add note .* Success/ }
true
