import io.ordermig.maven.it.ItProject
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest

def project = new ItProject(basedir, context)
def aws = project.aws()
def report = project.report()
def log = project.log()

// One snapshot, taken by the first goal and reused by the second, in one report.
assert report.outcome == 'succeeded'
assert report.environment == 'staging'
assert report.steps*.goal == ['snapshot', 'migrate']
assert report.steps*.outcome == ['succeeded', 'succeeded']
def (taken, reused) = report.steps*.restorePoints*.first()
def id = taken.id
assert id ==~ /pre-migration-orders-staging-\d{14}/
assert reused.id == id
assert [taken.origin, reused.origin] == ['taken', 'reused']
assert [taken, reused].every { it.kind == 'db-snapshot' && it.source == 'orders-staging' && it.state == 'ready' }
assert aws.requests(CreateDbSnapshotRequest)*.dbSnapshotIdentifier() == [id]
def restore = "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=$id"
assert [taken, reused]*.restore == [restore, restore]
assert log.contains("Taking snapshot $id of orders-staging.")
assert log.contains('This build has a restore point already')

// With the login of the secret.
assert report.steps[1].store.user == 'it_deploy'
assert report.steps[1].migrations*.version == ['1', '2']
assert project.history() == ['1', '2']
assert log.contains('Schema public is at version 2; nothing is pending.')

// What the snapshot does not carry: beside the report, and in its tags.
assert new File(taken.manifest).parentFile == new File(basedir, 'target/ordermig')
def manifest = project.json("target/ordermig/${id}.manifest.json")
assert [manifest.snapshot, manifest.run, manifest.environment] == [id, report.run, 'staging']
assert manifest.settings.instances*.DBInstanceIdentifier == ['orders-staging']
def tags = aws.rds().describedSnapshot(id).tagList().collectEntries { [it.key(), it.value()] }
assert tags['ordermig:managed'] == 'true'
assert tags['ordermig:run'] == report.run
assert tags['ordermig:environment'] == 'staging'
assert tags['ordermig:source'] == 'orders-staging'
assert tags.keySet().any { it.startsWith('ordermig:settings-') }

// People are told once, of the migration.
def message = aws.sns().messages().first()
assert aws.sns().messages().size() == 1
assert message.subject() == "deploy-staging migration succeeded: staging, ${project.database().name()} 2 (2 migrations)"
assert message.text().contains(restore)
assert message.attributes().collectEntries { [it.key, it.value.stringValue()] } == [
        environment: 'staging', outcome: 'succeeded', goal: 'migrate', project: 'deploy-staging', store: 'postgresql',
        run: report.run, snapshotId: id]

def data = aws.cloudWatch().data()
assert data*.namespace().unique() == ['OrderService/Migrations']
assert data*.datum()*.metricName() == ['MigrationCount', 'MigrationSuccess', 'MigrationFailure', 'MigrationDuration']
assert data*.datum()*.value()[0..2] == [2d, 1d, 0d]
assert data[3].datum().value() == report.steps[1].milliseconds
assert data.every { it.datum().dimensions().collectEntries { [it.name(), it.value()] } == [Environment: 'staging', Store: 'postgresql'] }

assert !log.contains('WARNING')
assert ![log, message.text(), manifest.toString(), report.toString()].any { it.contains('it-secret-deploy') }
context.put('firstSnapshot', id)
true
