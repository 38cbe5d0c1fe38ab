import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def (newest, oldest) = context.get('own')
def log = project.log()

assert log =~ /Id +State +Done +Age +Size +Engine +Schema version +By/
assert log =~ /(?s)$newest +failed .*$oldest +available +100 % +3 d +\S+ GB +postgres \S+ +ordermig/
assert log.contains("2 restore points; the newest that can be restored from is of ")
assert log =~ /(?m): $oldest$/
assert !log.contains('before-the-release')

// Listing changes nothing, and is no part of a report.
assert !new File(basedir, 'target/ordermig/migration-report.json').exists()
assert project.aws().rds().changes() == ['AddTagsToResource'] * 2
true
