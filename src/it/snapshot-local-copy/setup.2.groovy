new File(basedir, 'db/migration/V2__drop_orders.sql').text = 'DROP TABLE orders;\n'
true
