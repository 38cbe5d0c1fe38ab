import io.ordermig.maven.it.ItProject
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest

def project = new ItProject(basedir, context)
def aws = project.aws()
def log = project.log()
def step = project.report().steps[0]

assert project.tables().items('orders') == [[id: 'a', status: 'NEW']]
assert !aws.dynamo().has('old_orders')
assert project.tables().history() == ['1 APPLIED', '2 APPLIED']

// One backup of each table, waited for before the first change of it.
assert aws.requests(CreateBackupRequest)*.tableName() == ['orders', 'old_orders']
assert aws.requests(CreateBackupRequest)*.backupName().every { it ==~ /pre-migration-(old_)?orders-\d{14}/ }
def calls = aws.calls('dynamodb')*.with { [it.operation(), it.request().toString()] }
def place = { operation, table -> calls.findIndexOf { it[0] == operation && it[1].contains(table) } }
assert place('CreateBackup', 'TableName=orders') < place('DescribeBackup', 'table/orders/')
assert place('DescribeBackup', 'table/orders/') < place('UpdateItem', 'TableName=orders')
assert place('DescribeBackup', 'table/old_orders/') < place('DeleteTable', 'TableName=old_orders')
assert place('CreateBackup', 'TableName=orders') >= 0

// Both are named with the line that restores them: on the console, in the report, and in the message.
def points = step.restorePoints
assert points*.kind == ['table-backup', 'table-backup']
assert points*.source == ['orders', 'old_orders']
assert points*.state == ['ready', 'ready']
assert points*.id.every { it.startsWith('arn:aws:dynamodb:') }
assert points*.restore == points.collect {
    "aws dynamodb restore-table-from-backup --target-table-name ${it.source}-restored --backup-arn ${it.id}".toString()
}
assert project.report().goBack*.command == points*.restore // no inverses, so no undo
def text = aws.sns().messages()[0].text()
points.each { point ->
    assert log.contains("Taking backup $point.id of $point.source.")
    assert text.contains("backup $point.id of $point.source, ready")
    assert text.contains(point.restore)
    def warning = "The table $point.source has no point-in-time recovery: what is written between its backup and the change cannot be brought back."
    assert log.contains(warning) && text.contains(warning)
}
project.stopAws()
true
