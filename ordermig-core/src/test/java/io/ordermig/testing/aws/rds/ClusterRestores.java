package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterAutomatedBackup;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterAutomatedBackupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterAutomatedBackupsResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeResponse;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfiguration;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfigurationInfo;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * RestoreDBClusterFromSnapshot and RestoreDBClusterToPointInTime. They make an Aurora cluster and none of its instances
 * (a Multi-AZ DB cluster comes with its three); the engine's version is the region's default one unless it is said.
 */
final class ClusterRestores {

    private final RdsAccount account;
    private final Descriptions descriptions;

    ClusterRestores(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on("RestoreDBClusterFromSnapshot", RestoreDbClusterFromSnapshotRequest.class, this::fromSnapshot);
        operations.on("RestoreDBClusterToPointInTime", RestoreDbClusterToPointInTimeRequest.class, this::toPointInTime);
        operations.on(
                "DescribeDBClusterAutomatedBackups", DescribeDbClusterAutomatedBackupsRequest.class, this::describe);
    }

    private SdkPojo fromSnapshot(RestoreDbClusterFromSnapshotRequest request) {
        String identifier = Names.identifier("DBClusterIdentifier", request.dbClusterIdentifier());
        ClusterSnapshot snapshot = account.clusterSnapshot("SnapshotIdentifier", request.snapshotIdentifier());
        if (!snapshot.status().equals("available")) {
            throw RdsErrors.invalidClusterSnapshotState(
                    "The snapshot " + snapshot.identifier() + " is not available: " + snapshot.status() + ".");
        }
        Wanted wanted = new Wanted(request);
        if (request.engine() == null) {
            throw RdsErrors.missing("Engine");
        }
        if (!request.engine().equals(snapshot.source().engine())) {
            throw RdsErrors.invalidRestore("The engine " + request.engine() + " does not fit the snapshot's, "
                    + snapshot.source().engine() + ".");
        }
        boolean aurora = request.engine().startsWith("aurora");
        String version = wanted.text("EngineVersion", aurora ? account.defaultAuroraVersion : Samples.VERSION);
        refuseOlder(version, snapshot.source().engineVersion());
        Cluster cluster = make(identifier, snapshot.source(), version, snapshot.tags(), wanted, Lapse.RESTORE_CLUSTER);
        cluster.masterPassword(snapshot.masterPassword());
        cluster.data().set(account.timeline.now(), snapshot.dataVersion());
        account.listeners.forEach(
                listener -> listener.clusterRestored(descriptions.of(cluster), descriptions.of(snapshot)));
        return RestoreDbClusterFromSnapshotResponse.builder()
                .dbCluster(descriptions.of(cluster))
                .build();
    }

    private static void refuseOlder(String version, String source) {
        String[] wanted = version.split("\\.");
        String[] own = source.split("\\.");
        for (int i = 0; i < Math.min(wanted.length, own.length); i++) {
            int order = Integer.compare(Integer.parseInt(wanted[i]), Integer.parseInt(own[i]));
            if (order > 0) {
                return;
            }
            if (order < 0) {
                throw RdsErrors.invalidCombination(
                        "Cannot restore to the engine version " + version + ", the snapshot's is " + source + ".");
            }
        }
    }

    private SdkPojo toPointInTime(RestoreDbClusterToPointInTimeRequest request) {
        String identifier = Names.identifier("DBClusterIdentifier", request.dbClusterIdentifier());
        RetainedClusterBackups source = source(request);
        boolean clone = "copy-on-write".equals(request.restoreType());
        boolean latest = Boolean.TRUE.equals(request.useLatestRestorableTime());
        Instant time = time(request, source, clone, latest);
        Wanted wanted = new Wanted(request);
        Lapse lapse = clone ? Lapse.CLONE_CLUSTER : Lapse.RESTORE_CLUSTER;
        String version = source.settings().engineVersion();
        List<Tag> tags = source.settings().tagList();
        Cluster cluster = make(identifier, source.settings(), version, tags, wanted, lapse);
        cluster.masterPassword(source.masterPassword());
        cluster.data().set(account.timeline.now(), source.data().at(time));
        String resource = source.settings().dbClusterResourceId();
        if (clone) {
            cluster.change(settings -> settings.cloneGroupId(resource));
        }
        account.listeners.forEach(listener -> listener.clusterRestoredToTime(descriptions.of(cluster), resource, time));
        return RestoreDbClusterToPointInTimeResponse.builder()
                .dbCluster(descriptions.of(cluster))
                .build();
    }

    private RetainedClusterBackups source(RestoreDbClusterToPointInTimeRequest request) {
        String resource = request.sourceDbClusterResourceId();
        if ((resource == null) == (request.sourceDBClusterIdentifier() == null)) {
            throw RdsErrors.invalidCombination(
                    "Exactly one of SourceDBClusterIdentifier and SourceDbClusterResourceId must be specified.");
        }
        if (resource == null) {
            return descriptions.backups(
                    account.cluster("SourceDBClusterIdentifier", request.sourceDBClusterIdentifier()));
        }
        return account.clusters.values().stream()
                .filter(cluster -> cluster.resourceId().equalsIgnoreCase(resource))
                .findFirst()
                .map(descriptions::backups)
                .or(() -> Optional.ofNullable(account.retainedClusterBackups.get(resource)))
                .orElseThrow(() -> RdsErrors.clusterNotFound(resource));
    }

    private Instant time(
            RestoreDbClusterToPointInTimeRequest request,
            RetainedClusterBackups source,
            boolean clone,
            boolean latest) {
        if (latest && request.restoreToTime() != null
                || clone && request.restoreToTime() != null
                || !latest && request.restoreToTime() == null) {
            throw RdsErrors.invalidCombination("Either RestoreToTime or UseLatestRestorableTime must be specified, and"
                    + " not RestoreToTime for a clone.");
        }
        if (clone) {
            return account.timeline.now();
        }
        Instant time = latest ? source.latest() : request.restoreToTime();
        if (time == null
                || source.latest() == null
                || time.isAfter(source.latest())
                || time.isBefore(source.earliest())) {
            throw RdsErrors.invalidValue("The specified cluster cannot be restored to " + time + ".");
        }
        return time;
    }

    private SdkPojo describe(DescribeDbClusterAutomatedBackupsRequest request) {
        NavigableMap<String, DBClusterAutomatedBackup> found = new TreeMap<>();
        account.clusters
                .values()
                .forEach(cluster -> found.put(cluster.resourceId(), of(descriptions.backups(cluster), "active")));
        account.retainedClusterBackups.forEach((resource, backups) -> found.put(resource, of(backups, "retained")));
        if (request.dbClusterResourceId() != null) {
            found.keySet().removeIf(resource -> !resource.equalsIgnoreCase(request.dbClusterResourceId()));
            if (found.isEmpty()) {
                throw RdsErrors.clusterAutomatedBackupNotFound(request.dbClusterResourceId());
            }
        }
        if (request.dbClusterIdentifier() != null) {
            found.values().removeIf(backup -> !backup.dbClusterIdentifier().equals(request.dbClusterIdentifier()));
        }
        Page<DBClusterAutomatedBackup> page =
                Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbClusterAutomatedBackupsResponse.builder()
                .dbClusterAutomatedBackups(page.items())
                .marker(page.marker())
                .build();
    }

    private static DBClusterAutomatedBackup of(RetainedClusterBackups backups, String status) {
        DBCluster settings = backups.settings();
        return DBClusterAutomatedBackup.builder()
                .dbClusterIdentifier(settings.dbClusterIdentifier())
                .dbClusterResourceId(settings.dbClusterResourceId())
                .status(status)
                .engine(settings.engine())
                .engineVersion(settings.engineVersion())
                .backupRetentionPeriod(settings.backupRetentionPeriod())
                .restoreWindow(window -> window.earliestTime(backups.earliest()).latestTime(backups.latest()))
                .build();
    }

    private Cluster make(
            String identifier, DBCluster source, String version, List<Tag> sourceTags, Wanted wanted, Lapse lapse) {
        if (account.clusters.containsKey(identifier) || account.reservedClusters.contains(identifier)) {
            throw RdsErrors.clusterExists(identifier);
        }
        if (account.clusters.size() >= account.clusterQuota) {
            throw RdsErrors.clusterQuota(account.clusterQuota);
        }
        DBCluster settings = settings(identifier, source, version, Tags.ofTheUser(sourceTags), wanted);
        account.faults.checkKey(settings.kmsKeyId());
        account.faults.checkClusterCapacity();
        Cluster cluster = new Cluster(settings, account.timeline);
        account.clusters.put(identifier, cluster);
        if (account.serversToCome.containsKey(identifier)) {
            cluster.server(account.serversToCome.remove(identifier));
        }
        cluster.phases().rest(account.faults.restoreEndsAs());
        Duration takes = account.timings.of(lapse);
        cluster.phases().then("creating", takes);
        if (!cluster.aurora()) {
            account.addMultiAzMembers(cluster).forEach(member -> member.phases().then("creating", takes));
        }
        return cluster;
    }

    private DBCluster settings(
            String identifier, DBCluster source, String version, List<Tag> sourceTags, Wanted wanted) {
        String engine = source.engine();
        boolean aurora = engine.startsWith("aurora");
        if (!aurora && !wanted.says("DBClusterInstanceClass")) {
            throw RdsErrors.invalidCombination("A Multi-AZ DB cluster needs DBClusterInstanceClass.");
        }
        DBCluster defaults = aurora
                ? Samples.auroraCluster(account, identifier)
                : Samples.multiAzCluster(account, identifier, wanted.text("DBClusterInstanceClass"));
        String subnetGroup =
                account.catalog.subnetGroup(wanted.text("DBSubnetGroupName")).dbSubnetGroupName();
        String vpc = account.catalog.subnetGroup(subnetGroup).vpcId();
        List<String> groups = wanted.says("VpcSecurityGroupIds")
                ? wanted.texts("VpcSecurityGroupIds")
                : List.of(account.catalog.defaultSecurityGroup(vpc));
        account.catalog.checkSecurityGroups(groups, vpc);
        Rules.retention(wanted.number("BackupRetentionPeriod"), 1);
        Rules.logs(engine, wanted.texts("EnableCloudwatchLogsExports"));
        List<Tag> tags = Tags.valid(wanted.tags());
        String key = wanted.text("KmsKeyId", source.kmsKeyId());
        return defaults.toBuilder()
                .allocatedStorage(source.allocatedStorage())
                .clusterCreateTime(account.timeline.now())
                .engine(engine)
                .engineVersion(version)
                .engineMode(wanted.text("EngineMode", source.engineMode()))
                .masterUsername(source.masterUsername())
                .databaseName(wanted.text("DatabaseName", source.databaseName()))
                .port(wanted.number("Port", source.port()))
                .dbSubnetGroup(subnetGroup)
                .vpcSecurityGroups(groups.stream().map(Samples::securityGroup).toList())
                .dbClusterParameterGroup(account.catalog.clusterParameterGroup(
                        wanted.text("DBClusterParameterGroupName"), engine, version))
                .deletionProtection(wanted.flag("DeletionProtection", false))
                .copyTagsToSnapshot(wanted.flag("CopyTagsToSnapshot", false))
                .iamDatabaseAuthenticationEnabled(wanted.flag("EnableIAMDatabaseAuthentication", false))
                .enabledCloudwatchLogsExports(wanted.texts("EnableCloudwatchLogsExports"))
                .storageType(wanted.text("StorageType", aurora ? "aurora" : "io1"))
                .storageEncrypted(key != null)
                .kmsKeyId(key)
                .networkType(wanted.text("NetworkType", "IPV4"))
                .serverlessV2ScalingConfiguration(scaling(wanted))
                .monitoringInterval(wanted.number("MonitoringInterval"))
                .monitoringRoleArn(wanted.text("MonitoringRoleArn"))
                .performanceInsightsEnabled(wanted.flag("EnablePerformanceInsights", false))
                .performanceInsightsKMSKeyId(wanted.text("PerformanceInsightsKMSKeyId"))
                .performanceInsightsRetentionPeriod(wanted.number("PerformanceInsightsRetentionPeriod"))
                .backupRetentionPeriod(wanted.number("BackupRetentionPeriod", source.backupRetentionPeriod()))
                .preferredBackupWindow(wanted.text("PreferredBackupWindow", "06:22-06:52"))
                .preferredMaintenanceWindow("thu:08:11-thu:08:41")
                .tagList(tags.isEmpty() ? sourceTags : tags)
                .build();
    }

    private static ServerlessV2ScalingConfigurationInfo scaling(Wanted wanted) {
        return wanted.request()
                .getValueForField("ServerlessV2ScalingConfiguration", ServerlessV2ScalingConfiguration.class)
                .map(scaling -> ServerlessV2ScalingConfigurationInfo.builder()
                        .minCapacity(scaling.minCapacity())
                        .maxCapacity(scaling.maxCapacity())
                        .build())
                .orElse(null);
    }
}
