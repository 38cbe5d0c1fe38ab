package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/** Snapshots of instances: CreateDBSnapshot, DescribeDBSnapshots, DeleteDBSnapshot. */
final class Snapshots {

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final Filters<Snapshot> filters = new Filters<Snapshot>()
            .on("db-instance-id", snapshot -> snapshot.shown().dbInstanceIdentifier())
            .on("db-snapshot-id", Snapshot::identifier)
            .on("dbi-resource-id", snapshot -> snapshot.shown().dbiResourceId())
            .on("snapshot-type", Snapshot::type)
            .on("engine", snapshot -> snapshot.shown().engine());

    Snapshots(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on("CreateDBSnapshot", CreateDbSnapshotRequest.class, this::create);
        operations.on("DescribeDBSnapshots", DescribeDbSnapshotsRequest.class, this::describe);
        operations.on("DeleteDBSnapshot", DeleteDbSnapshotRequest.class, this::delete);
    }

    private SdkPojo create(CreateDbSnapshotRequest request) {
        String identifier = Names.snapshot("DBSnapshotIdentifier", request.dbSnapshotIdentifier());
        List<Tag> tags = Tags.valid(request.tags());
        Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
        if (instance.settings().dbClusterIdentifier() != null) {
            throw RdsErrors.invalidValue("The specified instance is a member of a cluster and a snapshot cannot be"
                    + " created directly. Please use the CreateDBClusterSnapshot API instead.");
        }
        check(identifier);
        if (!instance.usable()) {
            throw RdsErrors.invalidInstanceState("Cannot create a snapshot because the database instance "
                    + instance.identifier() + " is not currently in the available state.");
        }
        account.faults.checkKey(instance.settings().kmsKeyId());
        Snapshot snapshot = take(instance, identifier, tags);
        instance.phases().then("backing-up", account.timings.of(Lapse.BACKING_UP));
        return CreateDbSnapshotResponse.builder()
                .dbSnapshot(descriptions.of(snapshot))
                .build();
    }

    /** Refuses a snapshot that exists already, and one too many. */
    void check(String identifier) {
        if (account.snapshots.containsKey(identifier)) {
            throw RdsErrors.snapshotExists(identifier);
        }
        long manual = account.snapshots.values().stream()
                .filter(snapshot -> snapshot.type().equals("manual"))
                .count();
        if (manual >= account.snapshotQuota) {
            throw RdsErrors.quota(
                    "SnapshotQuotaExceeded", "Cannot create more than " + account.snapshotQuota + " manual snapshots");
        }
    }

    /** Begins a manual snapshot. */
    Snapshot take(Instance instance, String identifier, List<Tag> tags) {
        boolean copies = Boolean.TRUE.equals(instance.settings().copyTagsToSnapshot());
        List<Tag> all = Tags.merged(copies ? Tags.ofTheUser(instance.tags()) : List.of(), tags);
        Duration takes = account.timings.of(Lapse.SNAPSHOT);
        Snapshot snapshot = snapshot(instance, identifier, "manual", takes);
        snapshot.change(builder -> builder.tagList(all).status("creating"));
        account.snapshots.put(identifier, snapshot);
        account.events.add(Events.Kind.CREATING_SNAPSHOT, identifier);
        if (account.faults.snapshotFails()) {
            account.timeline.after(
                    takes.dividedBy(2), () -> snapshot.fail(snapshot.progress().percent(account.timeline.now())));
        } else {
            account.timeline.after(takes, () -> finish(snapshot));
        }
        account.listeners.forEach(
                listener -> listener.snapshotTaken(descriptions.of(instance), descriptions.of(snapshot)));
        return snapshot;
    }

    private void finish(Snapshot snapshot) {
        snapshot.change(builder -> builder.status("available"));
        account.events.add(Events.Kind.SNAPSHOT_CREATED, snapshot.identifier());
    }

    /** A snapshot of an instance as it is now, finished, of no account yet. */
    Snapshot snapshot(Instance instance, String identifier, String type, Duration takes) {
        DBInstance settings = instance.settings();
        Instant now = account.timeline.now();
        DBSnapshot shown = DBSnapshot.builder()
                .dbSnapshotIdentifier(identifier)
                .dbInstanceIdentifier(settings.dbInstanceIdentifier())
                .dbiResourceId(settings.dbiResourceId())
                .snapshotType(type)
                .status("available")
                .snapshotCreateTime(now)
                .originalSnapshotCreateTime(now)
                .snapshotDatabaseTime(now)
                .snapshotTarget("region")
                .instanceCreateTime(settings.instanceCreateTime())
                .engine(settings.engine())
                .engineVersion(settings.engineVersion())
                .licenseModel(settings.licenseModel())
                .allocatedStorage(settings.allocatedStorage())
                .storageType(settings.storageType())
                .iops(settings.iops())
                .storageThroughput(settings.storageThroughput())
                .port(settings.dbInstancePort())
                .availabilityZone(settings.availabilityZone())
                .vpcId(settings.dbSubnetGroup().vpcId())
                .masterUsername(settings.masterUsername())
                .optionGroupName(settings.optionGroupMemberships().get(0).optionGroupName())
                .encrypted(settings.storageEncrypted())
                .kmsKeyId(settings.kmsKeyId())
                .iamDatabaseAuthenticationEnabled(settings.iamDatabaseAuthenticationEnabled())
                .processorFeatures(settings.processorFeatures())
                .dedicatedLogVolume(settings.dedicatedLogVolume())
                .backupRetentionPeriod(settings.backupRetentionPeriod())
                .preferredBackupWindow(settings.preferredBackupWindow())
                .multiTenant(false)
                .build();
        return new Snapshot(
                shown, settings, instance.masterPassword(), instance.data().at(now), new Progress(now, takes));
    }

    private SdkPojo describe(DescribeDbSnapshotsRequest request) {
        filters.check(request.filters());
        NavigableMap<String, Snapshot> found = new TreeMap<>();
        account.snapshots.values().stream()
                .filter(snapshot -> asked(snapshot, request))
                .filter(snapshot -> filters.matches(snapshot, request.filters()))
                .forEach(snapshot -> found.put(snapshot.identifier(), snapshot));
        if (request.dbSnapshotIdentifier() != null && found.isEmpty()) {
            throw RdsErrors.snapshotNotFound(request.dbSnapshotIdentifier());
        }
        Page<Snapshot> page = Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbSnapshotsResponse.builder()
                .dbSnapshots(page.items().stream().map(descriptions::of).toList())
                .marker(page.marker())
                .build();
    }

    private static boolean asked(Snapshot snapshot, DescribeDbSnapshotsRequest request) {
        DBSnapshot shown = snapshot.shown();
        if (request.dbSnapshotIdentifier() != null
                && !Names.fromArn(request.dbSnapshotIdentifier()).equalsIgnoreCase(snapshot.identifier())) {
            return false;
        }
        if (request.dbInstanceIdentifier() != null
                && !Names.fromArn(request.dbInstanceIdentifier()).equalsIgnoreCase(shown.dbInstanceIdentifier())) {
            return false;
        }
        if (request.dbiResourceId() != null && !request.dbiResourceId().equalsIgnoreCase(shown.dbiResourceId())) {
            return false;
        }
        return SnapshotTypes.included(
                snapshot.type(),
                request.snapshotType(),
                request.includeShared(),
                request.includePublic(),
                request.dbSnapshotIdentifier());
    }

    private SdkPojo delete(DeleteDbSnapshotRequest request) {
        Snapshot snapshot = account.snapshot("DBSnapshotIdentifier", request.dbSnapshotIdentifier());
        if (!snapshot.type().equals("manual")) {
            throw RdsErrors.invalidSnapshotState("Only manual snapshots may be deleted: " + snapshot.identifier()
                    + " is " + snapshot.type().toLowerCase(Locale.ROOT) + ".");
        }
        if (!snapshot.status().equals("available") && !snapshot.status().equals("failed")) {
            throw RdsErrors.invalidSnapshotState("Cannot delete the snapshot because it is not currently in the"
                    + " available or failed state: " + snapshot.identifier() + " is " + snapshot.status() + ".");
        }
        snapshot.change(builder -> builder.status("deleting"));
        account.timeline.after(account.timings.of(Lapse.DELETE_SNAPSHOT), () -> {
            account.snapshots.remove(snapshot.identifier(), snapshot);
            account.events.add(Events.Kind.SNAPSHOT_DELETED, snapshot.identifier());
        });
        return DeleteDbSnapshotResponse.builder()
                .dbSnapshot(
                        descriptions.of(snapshot).toBuilder().status("deleted").build())
                .build();
    }
}
