import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().steps[0].migrations*.transactional == [true, false, false]
assert project.report().steps[0].migrations*.state == ['applied'] * 3
assert project.log().contains('2/3  2 index reference [expand] [no transaction]')
assert project.history() == ['1', '2', '3']
assert project.database().rows("""
        SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE i.indrelid = 'orders'::regclass ORDER BY 1""") == ['orders_pkey|t', 'orders_reference|t']
true
