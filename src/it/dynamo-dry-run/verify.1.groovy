import groovy.json.JsonSlurper
import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def lines = project.log().readLines()*.minus('[INFO] ')

// The table of the first migration is foreseen for the second: its attributes are in the call.
assert lines.contains('Dry run: nothing is changed. The tables are at version none.')
def shown = project.log().replace('[INFO] ', '')
def calls = (shown =~ /(?s)aws dynamodb ([a-z-]+) --cli-input-json '(\{.*?\n {5}\})'/).collect { [it[1], new JsonSlurper().parseText(it[2])] }
assert calls*.first() == ['create-table', 'put-item', 'update-table', 'update-table']
assert calls[2..3].collect { it[1].GlobalSecondaryIndexUpdates*.Create*.IndexName } == [['by_status'], ['by_created']]
assert calls[2..3].collect { it[1].AttributeDefinitions*.AttributeName } == [['id', 'status'], ['id', 'status', 'created']]
assert lines*.trim().contains('Not counted: the table is not there yet.')
assert !project.log().contains('it-secret-state')

assert project.dynamo().listTables().tableNames() == []
assert !new File(basedir, 'target/ordermig').exists()
context.put('calls', calls*.first())
true
