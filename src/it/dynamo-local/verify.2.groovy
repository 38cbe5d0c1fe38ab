import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert project.report().environment == 'local'
assert project.report().outcome == 'succeeded'
assert project.report().steps[0].migrations*.version == ['1', '2']
assert project.report().steps[0].store.product == 'DynamoDB Local'
// It was resolved for this build, which declares no dependency on it, and its licence is named.
assert new File(localRepositoryPath, 'software/amazon/dynamodb/DynamoDBLocal').exists()
assert log.contains('Started DynamoDB Local on port ')
assert log.contains("DynamoDB Local is Amazon's and not open source. Its licence ")

// Stopped with the build, and out of sight of version control.
def port = new File(basedir, '.ordermig/dynamodb/port').text.trim() as int
try {
    new Socket(InetAddress.loopbackAddress, port).close()
    assert false : 'still answers at ' + port
} catch (ConnectException stopped) {
}
assert new File(basedir, '.ordermig/.gitignore').text == '*\n'
context.put('run', project.report().run)
true
