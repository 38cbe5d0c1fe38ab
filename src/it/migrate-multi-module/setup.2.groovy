new File(basedir, 'services/orders/db/migration/V2__add_note.sql') << '-- changed\nSELECT 1;\n'
true
