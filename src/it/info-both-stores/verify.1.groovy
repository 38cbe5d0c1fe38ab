import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def lines = project.log().readLines()*.minus('[INFO] ')
def row = { number, pattern -> assert lines.count { it ==~ pattern } == number : pattern }
def when = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/

// One table each time.
row(2, /Store +Version +Description +Type +Phase +Undo +Applied on +State/)
row(1, /postgresql +20261101 +create orders +SQL +missing +Pending/)
row(1, /dynamodb +1 +create orders +YAML +yes +Pending/)
row(1, /Schema public is at no version yet; 2 migrations pending\./)
row(1, /DynamoDB, by the ledger ordermig_ledger, is at no version yet; 2 migrations pending\./)

row(1, /postgresql +20261103 +add note +SQL +expand +missing +$when +Success/)
row(1, /dynamodb +1 +create orders +YAML +yes +$when +Applied/)
row(2, /dynamodb +2 +first order +YAML +missing +Pending/)
row(1, /Schema public is at version 20261103; nothing is pending\./)
row(1, /DynamoDB, by the ledger ordermig_ledger, is at version 1; 1 migration pending\./)
assert project.report().steps*.goal == ['migrate', 'dynamo']
true
