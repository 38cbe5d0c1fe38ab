package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/** Snapshots of clusters: CreateDBClusterSnapshot, DescribeDBClusterSnapshots, DeleteDBClusterSnapshot. */
final class ClusterSnapshots {

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final Filters<ClusterSnapshot> filters = new Filters<ClusterSnapshot>()
            .on("db-cluster-id", snapshot -> snapshot.shown().dbClusterIdentifier())
            .on("db-cluster-snapshot-id", ClusterSnapshot::identifier)
            .on("snapshot-type", ClusterSnapshot::type)
            .on("engine", snapshot -> snapshot.shown().engine());

    ClusterSnapshots(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on("CreateDBClusterSnapshot", CreateDbClusterSnapshotRequest.class, this::create);
        operations.on("DescribeDBClusterSnapshots", DescribeDbClusterSnapshotsRequest.class, this::describe);
        operations.on("DeleteDBClusterSnapshot", DeleteDbClusterSnapshotRequest.class, this::delete);
    }

    private SdkPojo create(CreateDbClusterSnapshotRequest request) {
        String identifier = Names.identifier("DBClusterSnapshotIdentifier", request.dbClusterSnapshotIdentifier());
        List<Tag> tags = Tags.valid(request.tags());
        Cluster cluster = account.cluster("DBClusterIdentifier", request.dbClusterIdentifier());
        check(identifier);
        if (!cluster.status().equals(Phases.AVAILABLE)) {
            throw RdsErrors.invalidClusterState("Cannot create a snapshot because the DB cluster "
                    + cluster.identifier() + " is not currently in the available state.");
        }
        account.faults.checkKey(cluster.settings().kmsKeyId());
        ClusterSnapshot snapshot = take(cluster, identifier, tags);
        cluster.phases().then("backing-up", account.timings.of(Lapse.BACKING_UP));
        return CreateDbClusterSnapshotResponse.builder()
                .dbClusterSnapshot(descriptions.of(snapshot))
                .build();
    }

    /** Refuses a snapshot that exists already, and one too many. */
    void check(String identifier) {
        if (account.clusterSnapshots.containsKey(identifier)) {
            throw RdsErrors.clusterSnapshotExists(identifier);
        }
        long manual = account.clusterSnapshots.values().stream()
                .filter(snapshot -> snapshot.type().equals("manual"))
                .count();
        if (manual >= account.snapshotQuota) {
            throw RdsErrors.quota(
                    "SnapshotQuotaExceeded",
                    "Cannot create more than " + account.snapshotQuota + " manual cluster snapshots");
        }
    }

    /** Begins a manual snapshot. */
    ClusterSnapshot take(Cluster cluster, String identifier, List<Tag> tags) {
        boolean copies = Boolean.TRUE.equals(cluster.settings().copyTagsToSnapshot());
        List<Tag> all = Tags.merged(copies ? Tags.ofTheUser(cluster.tags()) : List.of(), tags);
        Duration takes = account.timings.of(Lapse.SNAPSHOT);
        ClusterSnapshot snapshot = snapshot(cluster, identifier, "manual", takes);
        snapshot.change(builder -> builder.tagList(all).status("creating"));
        account.clusterSnapshots.put(identifier, snapshot);
        account.events.add(Events.Kind.CREATING_CLUSTER_SNAPSHOT, identifier);
        if (account.faults.clusterSnapshotFails()) {
            account.timeline.after(
                    takes.dividedBy(2), () -> snapshot.fail(snapshot.progress().percent(account.timeline.now())));
        } else {
            account.timeline.after(takes, () -> finish(snapshot));
        }
        account.listeners.forEach(
                listener -> listener.clusterSnapshotTaken(descriptions.of(cluster), descriptions.of(snapshot)));
        return snapshot;
    }

    private void finish(ClusterSnapshot snapshot) {
        snapshot.change(builder -> builder.status("available"));
        account.events.add(Events.Kind.CLUSTER_SNAPSHOT_CREATED, snapshot.identifier());
    }

    /** A snapshot of a cluster as it is now, finished, of no account yet. */
    ClusterSnapshot snapshot(Cluster cluster, String identifier, String type, Duration takes) {
        DBCluster settings = cluster.settings();
        Instant now = account.timeline.now();
        DBClusterSnapshot shown = DBClusterSnapshot.builder()
                .dbClusterSnapshotIdentifier(identifier)
                .dbClusterIdentifier(settings.dbClusterIdentifier())
                .dbClusterResourceId(settings.dbClusterResourceId())
                .snapshotType(type)
                .status("available")
                .snapshotCreateTime(now)
                .clusterCreateTime(settings.clusterCreateTime())
                .engine(settings.engine())
                .engineMode(settings.engineMode())
                .engineVersion(settings.engineVersion())
                .licenseModel("postgresql-license")
                .allocatedStorage(settings.allocatedStorage())
                .storageType(settings.storageType())
                .port(cluster.aurora() ? Integer.valueOf(0) : settings.port())
                .availabilityZones(settings.availabilityZones())
                .vpcId(account.catalog.subnetGroup(settings.dbSubnetGroup()).vpcId())
                .masterUsername(settings.masterUsername())
                .storageEncrypted(settings.storageEncrypted())
                .kmsKeyId(settings.kmsKeyId())
                .iamDatabaseAuthenticationEnabled(settings.iamDatabaseAuthenticationEnabled())
                .backupRetentionPeriod(settings.backupRetentionPeriod())
                .preferredBackupWindow(settings.preferredBackupWindow())
                .build();
        return new ClusterSnapshot(
                shown, settings, cluster.masterPassword(), cluster.data().at(now), new Progress(now, takes));
    }

    private SdkPojo describe(DescribeDbClusterSnapshotsRequest request) {
        filters.check(request.filters());
        NavigableMap<String, ClusterSnapshot> found = new TreeMap<>();
        account.clusterSnapshots.values().stream()
                .filter(snapshot -> asked(snapshot, request))
                .filter(snapshot -> filters.matches(snapshot, request.filters()))
                .forEach(snapshot -> found.put(snapshot.identifier(), snapshot));
        if (request.dbClusterSnapshotIdentifier() != null && found.isEmpty()) {
            throw RdsErrors.clusterSnapshotNotFound(request.dbClusterSnapshotIdentifier());
        }
        Page<ClusterSnapshot> page = Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbClusterSnapshotsResponse.builder()
                .dbClusterSnapshots(page.items().stream().map(descriptions::of).toList())
                .marker(page.marker())
                .build();
    }

    private static boolean asked(ClusterSnapshot snapshot, DescribeDbClusterSnapshotsRequest request) {
        DBClusterSnapshot shown = snapshot.shown();
        if (request.dbClusterSnapshotIdentifier() != null
                && !Names.fromArn(request.dbClusterSnapshotIdentifier()).equalsIgnoreCase(snapshot.identifier())) {
            return false;
        }
        if (request.dbClusterIdentifier() != null
                && !Names.fromArn(request.dbClusterIdentifier()).equalsIgnoreCase(shown.dbClusterIdentifier())) {
            return false;
        }
        if (request.dbClusterResourceId() != null
                && !request.dbClusterResourceId().equalsIgnoreCase(shown.dbClusterResourceId())) {
            return false;
        }
        return SnapshotTypes.included(
                snapshot.type(),
                request.snapshotType(),
                request.includeShared(),
                request.includePublic(),
                request.dbClusterSnapshotIdentifier());
    }

    private SdkPojo delete(DeleteDbClusterSnapshotRequest request) {
        ClusterSnapshot snapshot =
                account.clusterSnapshot("DBClusterSnapshotIdentifier", request.dbClusterSnapshotIdentifier());
        if (!snapshot.type().equals("manual")) {
            throw RdsErrors.invalidClusterSnapshotState(
                    "Only manual snapshots may be deleted: " + snapshot.identifier() + " is " + snapshot.type() + ".");
        }
        if (!snapshot.status().equals("available") && !snapshot.status().equals("failed")) {
            throw RdsErrors.invalidClusterSnapshotState("Cannot delete the snapshot because it is not currently in the"
                    + " available or failed state: " + snapshot.identifier() + " is " + snapshot.status() + ".");
        }
        snapshot.change(builder -> builder.status("deleting"));
        account.timeline.after(
                account.timings.of(Lapse.DELETE_SNAPSHOT),
                () -> account.clusterSnapshots.remove(snapshot.identifier(), snapshot));
        return DeleteDbClusterSnapshotResponse.builder()
                .dbClusterSnapshot(
                        descriptions.of(snapshot).toBuilder().status("deleted").build())
                .build();
    }
}
