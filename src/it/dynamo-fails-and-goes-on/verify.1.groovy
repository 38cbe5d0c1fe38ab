import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()
def report = project.report()
def problem = report.steps[0].problems[0]

// Where, what is done, how to go on, how to go back.
assert log.contains('[dynamo/condition-failed]')
assert problem.where ==~ /.*V2__several\.yaml, line 8, .*/
assert problem.details[0] == 'Migration 2 several stopped at operation 3 of 4, PutItem.'
assert problem.changed == 'migration 1 is done; 2 of 4 operations of migration 2 are done'
assert log.contains(problem.where) && log.contains(problem.details[0]) && log.contains(problem.changed)
assert problem.remedies.any { it.contains('mvn ordermig:dynamo') }
assert report.goOn*.command == ['mvn ordermig:dynamo']
assert report.goBack*.command == ['mvn ordermig:dynamo-undo -Dordermig.dynamo.target=0']
assert report.steps[0].migrations*.state == ['applied', 'failed']
assert [report.steps[0].versionBefore, report.steps[0].versionAfter] == ['', '1']
assert !log.contains('it-secret-status')

assert project.tables().history() == ['1 APPLIED', '2 FAILED']
def row = project.tables().ledger('migration')[1]
assert [row.operations, row.operationsDone] == [4.0, 2.0]
assert row.error.startsWith('dynamo/condition-failed')
assert project.tables().items('orders')*.id.sort() == ['first', 'taken']

// The cause is gone; and so is what the second operation wrote, which shows that it is not done again.
['taken', 'first'].each { id ->
    project.dynamo().deleteItem { it.tableName('orders').key(id: software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(id)) }
}
true
