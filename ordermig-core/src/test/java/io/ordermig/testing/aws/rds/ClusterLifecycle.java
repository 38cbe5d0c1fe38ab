package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.AddRoleToDbClusterRequest;
import software.amazon.awssdk.services.rds.model.AddRoleToDbClusterResponse;
import software.amazon.awssdk.services.rds.model.DBClusterRole;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterResponse;
import software.amazon.awssdk.services.rds.model.EnableHttpEndpointRequest;
import software.amazon.awssdk.services.rds.model.EnableHttpEndpointResponse;

/**
 * DeleteDBCluster: only of a cluster without members that are not themselves being deleted; AddRoleToDBCluster; and
 * EnableHttpEndpoint.
 */
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
        operations.on("AddRoleToDBCluster", AddRoleToDbClusterRequest.class, this::addRole);
        operations.on("EnableHttpEndpoint", EnableHttpEndpointRequest.class, this::enableHttpEndpoint);
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
        boolean keep = Boolean.FALSE.equals(request.deleteAutomatedBackups());
        cluster.phases().then("deleting", account.timings.of(Lapse.DELETE), () -> gone(cluster, keep));
        return DeleteDbClusterResponse.builder()
                .dbCluster(descriptions.of(cluster))
                .build();
    }

    private void gone(Cluster cluster, boolean keepBackups) {
        account.clusters.remove(cluster.identifier(), cluster);
        if (keepBackups) {
            account.retainedClusterBackups.put(cluster.resourceId(), descriptions.backups(cluster));
        } else {
            account.clusterSnapshots
                    .values()
                    .removeIf(snapshot -> snapshot.type().equals("automated")
                            && cluster.resourceId().equals(snapshot.shown().dbClusterResourceId()));
        }
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

    private SdkPojo addRole(AddRoleToDbClusterRequest request) {
        Cluster cluster = account.cluster("DBClusterIdentifier", request.dbClusterIdentifier());
        if (!cluster.status().equals(Phases.AVAILABLE)) {
            throw RdsErrors.invalidClusterState("DB cluster " + cluster.identifier() + " is not in available state.");
        }
        List<DBClusterRole> roles = new ArrayList<>(cluster.settings().associatedRoles());
        if (roles.stream().anyMatch(role -> role.roleArn().equals(request.roleArn()))) {
            throw RdsErrors.clusterRoleExists(request.roleArn());
        }
        roles.add(role(request, "PENDING"));
        cluster.change(settings -> settings.associatedRoles(roles));
        account.timeline.after(
                account.timings.of(Lapse.APPLY),
                () -> cluster.change(settings -> settings.associatedRoles(cluster.settings().associatedRoles().stream()
                        .map(role -> role.equals(role(request, "PENDING")) ? role(request, "ACTIVE") : role)
                        .toList())));
        return AddRoleToDbClusterResponse.builder().build();
    }

    private static DBClusterRole role(AddRoleToDbClusterRequest request, String status) {
        return DBClusterRole.builder()
                .featureName(request.featureName())
                .roleArn(request.roleArn())
                .status(status)
                .build();
    }

    private SdkPojo enableHttpEndpoint(EnableHttpEndpointRequest request) {
        Cluster cluster = account.cluster("ResourceArn", request.resourceArn());
        if (!cluster.aurora()) {
            throw RdsErrors.invalidCombination("The HTTP endpoint is one of Aurora.");
        }
        cluster.change(settings -> settings.httpEndpointEnabled(true));
        return EnableHttpEndpointResponse.builder()
                .resourceArn(request.resourceArn())
                .httpEndpointEnabled(true)
                .build();
    }
}
