import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def type = { String log, List line ->
    def build = project.start(log, line as String[])
    [build.exitCode(), build.log()]
}
def databases = { context.get('on')('postgres').rows('SELECT datname FROM pg_database ORDER BY 1') }
def restored = { project.report().steps[0].restore }
def there = databases()

// The very line that the failed build has printed shows what would be done, and changes nothing.
def (code, shown) = type('shown.log', context.get('line'))
assert code == 0 : shown
assert shown.contains('This is what would be done:')
assert shown.contains('Nothing was changed. To do it:')
assert !restored().confirmed
assert restored().steps*.state.every { it == 'planned' }
assert context.get('all')() == context.get('broken')
assert databases() == there

// The line that this has printed does it.
def confirmed = (shown =~ /To do it:\r?\n\[INFO\]   mvn (.*)/)
assert confirmed.find()
assert confirmed.group(1).trim() == (context.get('line') + '-Dordermig.confirm=restore_local').join(' ')
def (done, told) = type('done.log', confirmed.group(1).trim().split(' ') as List)
assert done == 0 : told
assert context.get('all')() == context.get('before')
assert project.report().outcome == 'succeeded'
assert restored().strategy == 'rename'
assert restored().steps*.state.every { it == 'done' }
assert told.contains("restore_local is back at copy ${context.get('point')} of restore_local")

// What was there is kept beside it.
def kept = restored().kept
assert told.contains("The data of before is kept in $kept.")
assert databases().contains(kept)

// Typed once more, it finds nothing to do.
def (again, same) = type('again.log', confirmed.group(1).trim().split(' ') as List)
assert again == 0 : same
assert same.contains('restore_local is restored from there already: copy ')
assert project.report().outcome == 'unchanged'
assert context.get('all')() == context.get('before')

// And forward: the build goes on from where it was before.
new File(basedir, 'db/migration/V2__forget_amounts.sql').text = 'ALTER TABLE orders ADD COLUMN note text;\n'
new File(basedir, 'db/migration/V3__add_type.sql').text = 'ALTER TABLE orders ADD COLUMN type text;\n'
def (forward, migrated) = type('forward.log', ['ordermig:migrate', '-P', 'env=local'])
context.get('local').interrupt()
assert forward == 0 : migrated
assert project.report().steps[0].migrations*.version == ['2', '3']
true
