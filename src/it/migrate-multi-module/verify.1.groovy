import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

// Two modules are concerned; the others are passed over without a word.
assert project.log().count('migrate, environment test') == 2
assert project.log().count('Applied ') == 2
assert !new File(basedir, 'target/ordermig').exists()
assert !new File(basedir, 'api/target/ordermig').exists()
assert !project.log().contains('not marked')

assert project.report('billing/target/ordermig').steps*.migrations*.version == [['1']]
assert project.report('services/orders/target/ordermig').steps*.migrations*.version == [['1', '2']]
assert project.database().has('billing.invoices')
assert project.database().has('orders.orders')
assert project.database().rows('SELECT version FROM orders.flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank') == ['1', '2']
true
