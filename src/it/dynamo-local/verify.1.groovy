import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.log().contains('The environment local has no DynamoDB. [config/missing-value]')
assert project.log().contains('Set <dynamoLocal> (-Dordermig.dynamo.local) to true to use DynamoDB Local, and to accept its licence.')
assert !new File(basedir, '.ordermig').exists()
true
