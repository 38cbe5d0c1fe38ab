import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)

assert project.report().steps[0].migrations*.version == ['2', '3']
assert project.tables().history() == ['1 APPLIED', '2 APPLIED', '3 APPLIED']
assert context.get('state').call() == context.get('atVersion3')
assert project.tables().ledger('audit')*.with { it.action + ' ' + it.version } == [
        'APPLIED 1', 'APPLIED 2', 'APPLIED 3', 'UNDONE 3', 'UNDONE 2', 'APPLIED 2', 'APPLIED 3']
true
