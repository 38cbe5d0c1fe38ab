import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def reports = ['billing', 'orders'].collect { project.report(it + '/target/ordermig') }

// The modules run at the same time; the first to come has the snapshot taken, the other waits for it.
assert project.aws().operations('rds').count('CreateDBSnapshot') == 1
assert reports[0] == reports[1]
def steps = reports[0].steps
assert steps*.project.sort() == ['io.ordermig.it:billing:1', 'io.ordermig.it:orders:1']
assert steps*.outcome == ['succeeded', 'succeeded']
assert steps*.restorePoints*.first()*.id.unique().size() == 1
assert steps*.restorePoints*.first()*.origin.sort() == ['reused', 'taken']
assert project.database().has('orders')
assert context.get('billing').has('invoices')
assert !new File(basedir, 'target/ordermig').exists()
project.stopAws()
true
