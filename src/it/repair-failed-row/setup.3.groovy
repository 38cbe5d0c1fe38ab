import io.ordermig.maven.it.ItProject

new ItProject(basedir, context).database().execute(
        'DROP INDEX CONCURRENTLY public.orders_reference', 'DELETE FROM orders WHERE id = 42')
