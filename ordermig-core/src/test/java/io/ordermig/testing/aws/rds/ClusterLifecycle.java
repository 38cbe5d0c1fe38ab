package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterResponse;

/** DeleteDBCluster: only of a cluster without members that are not themselves being deleted. */
final class ClusterLifecycle {

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final ClusterSnapshots snapshots;
    private final Lifecycle instances;

    ClusterLifecycle(RdsAccount account, Descriptions descriptions, ClusterSnapshots snapshots, Lifecycle instances) {
        this.account = account;
        this.descriptions = descriptions;
        this.snapshots = snapshots;
        this.instances = instances;
    }

    void register(Operations operations) {
        operations.on("DeleteDBCluster", DeleteDbClusterRequest.class, this::delete);
    }

    private SdkPojo delete(DeleteDbClusterRequest request) {
        Cluster cluster = account.cluster("DBClusterIdentifier", request.dbClusterIdentifier());
        boolean skip = Boolean.TRUE.equals(request.skipFinalSnapshot());
        check(cluster, request, skip);
        if (!skip) {
            String identifier = Names.identifier("FinalDBSnapshotIdentifier", request.finalDBSnapshotIdentifier());
            snapshots.check(identifier);
            snapshots.take(cluster, identifier, List.of());
        }
        if (!cluster.aurora()) {
            account.members(cluster).forEach(member -> instances.delete(member, false, true));
        }
        account.reservedClusters.remove(cluster.pending().dbClusterIdentifier());
        cluster.phases().abandon();
        if (!skip) {
            cluster.phases().then("deleting", account.timings.of(Lapse.SNAPSHOT));
        }
        cluster.phases().then("deleting", account.timings.of(Lapse.DELETE), () -> {
            account.clusters.remove(cluster.identifier(), cluster);
            account.clusterSnapshots
                    .values()
                    .removeIf(snapshot -> snapshot.type().equals("automated")
                            && cluster.resourceId().equals(snapshot.shown().dbClusterResourceId()));
        });
        return DeleteDbClusterResponse.builder()
                .dbCluster(descriptions.of(cluster))
                .build();
    }

    private void check(Cluster cluster, DeleteDbClusterRequest request, boolean skip) {
        if (cluster.status().equals("deleting")) {
            throw RdsErrors.invalidClusterState("DB cluster " + cluster.identifier() + " is already being deleted.");
        }
        if (Boolean.TRUE.equals(cluster.settings().deletionProtection())) {
            throw RdsErrors.invalidCombination(
                    "Cannot delete protected Cluster, please disable deletion protection and try again.");
        }
        if (skip == (request.finalDBSnapshotIdentifier() != null)) {
            throw RdsErrors.invalidCombination(
                    "Either FinalDBSnapshotIdentifier or SkipFinalSnapshot must be specified, and not both.");
        }
        boolean members = account.members(cluster).stream()
                .anyMatch(member -> !member.status().equals("deleting"));
        if (cluster.aurora() && members) {
            throw RdsErrors.invalidClusterState(
                    "Cluster cannot be deleted, it still contains DB instances in non-deleting state.");
        }
    }
}
