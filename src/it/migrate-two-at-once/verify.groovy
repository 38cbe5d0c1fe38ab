import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def other = context.get('other')
assert other.exitCode() == 0 : other.log()

def reports = [project.report(), project.report('target/other')]
def applied = reports*.steps.flatten()*.migrations.flatten()*.script

assert reports*.run.unique().size() == 2
assert applied.sort() == ['R__count_orders.sql', 'V1__wait_for_the_other.sql', 'V2__add_orders.sql']
assert reports*.outcome.every { it in ['succeeded', 'unchanged'] }
assert project.history() == ['1', '2', 'R']
assert project.database().value('SELECT * FROM order_count') == '10'
true
