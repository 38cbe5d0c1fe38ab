new File(basedir, 'db/migration/V2__note.sql').text = "UPDATE orders SET note = 'x';\n"
true
