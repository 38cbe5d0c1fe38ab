import io.ordermig.maven.it.ItProject
import io.ordermig.testing.TestDatabase

def project = new ItProject(basedir, context)
def address = project.report().steps[0].store.address - '/restore_local'
def password = new File(basedir, '.ordermig/pgpass').text.trim().split(':').last()
def on = { database -> new TestDatabase("$address/$database", database, 'postgres', password) }
context.put('on', on)

// What the service has written since: umlauts, nulls, bytes, and an order that was deleted.
on('restore_local').execute(
        """INSERT INTO orders (reference, amount, placed, extra)
           SELECT 'Bestellung №' || n, CASE WHEN n % 7 > 0 THEN n / 3.0 END, timestamptz '2026-03-01' + n * interval '1 s',
                  CASE WHEN n % 2 = 0 THEN jsonb_build_object('n', n, 'note', 'größer') END FROM generate_series(1, 1000) n""",
        "DELETE FROM orders WHERE id = 500",
        "INSERT INTO order_lines SELECT id, p, decode(md5(id || '-' || p), 'hex') FROM orders, generate_series(1, 3) p")

// Each row of each table, and where each sequence is.
context.put('all', {
    def database = on('restore_local')
    def named = { kind -> database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = '$kind'") }
    def rows = named('r').collectEntries { [it, database.rows("SELECT to_jsonb(t)::text FROM \"$it\" t ORDER BY 1")] }
    def places = named('S').collectEntries { [it, database.rows("SELECT last_value || ' ' || is_called FROM \"$it\"")] }
    rows + places
})
context.put('before', context.get('all')())

new File(basedir, 'db/migration/V2__forget_amounts.sql').text = '''\
ALTER TABLE orders DROP COLUMN amount;
DELETE FROM order_lines WHERE order_id % 2 = 0;
'''
new File(basedir, 'db/migration/V3__add_type.sql').text = 'ALTER TABLE orderz ADD COLUMN type text;\n'
true
