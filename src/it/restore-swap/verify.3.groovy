import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()
def old = rds.instanceNames().find { it.startsWith('orders-old-') }
def step = project.report().steps[0]

assert rds.dataVersion('orders') == 'before'
assert rds.dataVersion(old) == 'after'
assert rds.instanceNames() == ['orders', old]
assert step.outcome == 'succeeded'
assert step.restore.kept == old
assert step.restore.steps*.state.unique() == ['done']
assert step.restore.verifications*.question.contains('the rows of public.orders')
assert project.log().contains("The data of before is kept in ${old}.")
assert project.log().contains("aws rds delete-db-instance --db-instance-identifier $old")
def calls = rds.changes().drop(context.get('changes').size()) - 'AddTagsToResource'
assert calls == ['RestoreDBInstanceFromDBSnapshot', 'ModifyDBInstance', 'ModifyDBInstance', 'ModifyDBInstance']
context.put('changes', rds.changes())
true
