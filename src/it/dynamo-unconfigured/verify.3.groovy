import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

// All at once, and nothing is touched.
assert project.log().contains(' 3 problems:')
['dynamoLedger', 'dynamoTarget', 'dynamoBackfillReads'].each {
    assert project.log().contains("The value of $it cannot be used: ")
}
assert project.dynamo().listTables().tableNames() == []
true
