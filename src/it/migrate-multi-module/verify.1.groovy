import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

// Two modules are concerned; the others are passed over without a word.
assert project.log().count('migrate, environment test') == 2
assert project.log().count('Applied ') == 2
assert !new File(basedir, 'target/ordermig').exists()
assert !new File(basedir, 'api/target/ordermig').exists()
assert !project.log().contains('not marked')

// One run, and each module has the whole of its report.
def reports = ['billing', 'services/orders'].collect { project.report(it + '/target/ordermig') }
assert reports*.run.unique().size() == 1
assert reports[0].project == 'io.ordermig.it:migrate-multi-module:1'
def versions = reports.collect { report -> report.steps.collectEntries { [it.project.split(':')[1], it.migrations*.version] } }
assert versions.any { it == [billing: ['1'], orders: ['1', '2']] }
assert project.database().has('billing.invoices')
assert project.database().has('orders.orders')
assert project.database().rows('SELECT version FROM orders.flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank') == ['1', '2']
true
