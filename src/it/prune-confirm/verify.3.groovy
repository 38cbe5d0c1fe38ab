import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def deleted = project.aws().requests(software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest)*.dbSnapshotIdentifier()

// Ordermig's own alone: not the one by hand, and not the one that only has its name.
assert deleted == [context.get('taken')[0]]
assert project.log().contains('Removed 1 restore point of orders-staging.')
assert project.report().steps*.goal == ['prune']
true
