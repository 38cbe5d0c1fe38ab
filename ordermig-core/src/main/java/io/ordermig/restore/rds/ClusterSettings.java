package io.ordermig.restore.rds;

import static io.ordermig.restore.rds.InstanceSettings.named;
import static io.ordermig.restore.rds.InstanceSettings.orNull;
import static io.ordermig.restore.rds.InstanceSettings.without;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfigurationInfo;

/**
 * The settings of a cluster that are to be as they were. Each is compared; most can be asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html">DBCluster</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html">ModifyDBCluster</a>
 */
final class ClusterSettings {

    static final String ROLES = "AssociatedRoles";
    static final String HTTP_ENDPOINT = "HttpEndpointEnabled";

    private static final String STANDARD_STORAGE = "aurora";
    private static final Set<String> FORWARDING = Set.of("enabled", "enabling", "requested");

    /** All of them but the tags. */
    static final List<ClusterSetting> ALL = List.of(
            fixed("Engine", DBCluster::engine),
            fixed("EngineVersion", DBCluster::engineVersion),
            fixed("EngineMode", DBCluster::engineMode),
            fixed("EngineLifecycleSupport", DBCluster::engineLifecycleSupport),
            fixed("MasterUsername", DBCluster::masterUsername),
            fixed("DatabaseName", DBCluster::databaseName),
            fixed("StorageEncrypted", DBCluster::storageEncrypted),
            fixed("KmsKeyId", DBCluster::kmsKeyId),
            fixed("DBSubnetGroup", DBCluster::dbSubnetGroup),
            fixed("PubliclyAccessible", DBCluster::publiclyAccessible),
            fixed("ActivityStreamMode", DBCluster::activityStreamModeAsString),
            fixed("StorageThroughput", ClusterSettings::throughput),
            fixed(
                    "DomainMemberships",
                    cluster -> named(cluster.domainMemberships(), membership -> String.valueOf(membership.domain()))),
            fixed(
                    ROLES,
                    cluster -> named(cluster.associatedRoles(), role -> role.featureName() + " " + role.roleArn())),
            fixed(HTTP_ENDPOINT, DBCluster::httpEndpointEnabled),
            // The tags of a snapshot do not carry these.
            known("CharacterSetName", DBCluster::characterSetName),
            known("StorageEncryptionType", DBCluster::storageEncryptionTypeAsString),
            known("ScalingConfigurationInfo", DBCluster::scalingConfigurationInfo),
            known("ClusterScalabilityType", DBCluster::clusterScalabilityTypeAsString),
            known("RdsCustomClusterConfiguration", DBCluster::rdsCustomClusterConfiguration),
            known("VPCNetworkingEnabled", DBCluster::vpcNetworkingEnabled),
            known("InternetAccessGatewayEnabled", DBCluster::internetAccessGatewayEnabled),
            new ClusterSetting(
                    "CertificateDetails",
                    ClusterSettings::authority,
                    false,
                    (request, wanted, live) -> request.caCertificateIdentifier(authority(wanted))),
            of(
                    "DBClusterInstanceClass",
                    DBCluster::dbClusterInstanceClass,
                    ModifyDbClusterRequest.Builder::dbClusterInstanceClass),
            new ClusterSetting("AllocatedStorage", ClusterSettings::storage, true, ClusterSettings::askStorage),
            new ClusterSetting("StorageType", ClusterSettings::storageType, true, ClusterSettings::askStorage),
            new ClusterSetting("Iops", ClusterSettings::iops, true, ClusterSettings::askStorage),
            of(
                    "DBClusterParameterGroup",
                    DBCluster::dbClusterParameterGroup,
                    ModifyDbClusterRequest.Builder::dbClusterParameterGroupName),
            new ClusterSetting(
                    "VpcSecurityGroups",
                    ClusterSettings::securityGroups,
                    true,
                    (request, wanted, live) -> request.vpcSecurityGroupIds(securityGroups(wanted))),
            of("Port", DBCluster::port, ModifyDbClusterRequest.Builder::port),
            of(
                    "BackupRetentionPeriod",
                    DBCluster::backupRetentionPeriod,
                    ModifyDbClusterRequest.Builder::backupRetentionPeriod),
            of(
                    "PreferredBackupWindow",
                    DBCluster::preferredBackupWindow,
                    ModifyDbClusterRequest.Builder::preferredBackupWindow),
            of(
                    "PreferredMaintenanceWindow",
                    DBCluster::preferredMaintenanceWindow,
                    ModifyDbClusterRequest.Builder::preferredMaintenanceWindow),
            of(
                    "BacktrackWindow",
                    cluster -> cluster.backtrackWindow() == null || cluster.backtrackWindow() == 0
                            ? null
                            : cluster.backtrackWindow(),
                    ModifyDbClusterRequest.Builder::backtrackWindow),
            flag(
                    "AutoMinorVersionUpgrade",
                    DBCluster::autoMinorVersionUpgrade,
                    ModifyDbClusterRequest.Builder::autoMinorVersionUpgrade),
            flag(
                    "CopyTagsToSnapshot",
                    DBCluster::copyTagsToSnapshot,
                    ModifyDbClusterRequest.Builder::copyTagsToSnapshot),
            flag(
                    "DeletionProtection",
                    DBCluster::deletionProtection,
                    ModifyDbClusterRequest.Builder::deletionProtection),
            flag(
                    "IAMDatabaseAuthenticationEnabled",
                    DBCluster::iamDatabaseAuthenticationEnabled,
                    ModifyDbClusterRequest.Builder::enableIAMDatabaseAuthentication),
            flag(
                    "LocalWriteForwardingStatus",
                    cluster -> FORWARDING.contains(String.valueOf(cluster.localWriteForwardingStatusAsString())),
                    ModifyDbClusterRequest.Builder::enableLocalWriteForwarding),
            new ClusterSetting(
                    "EnabledCloudwatchLogsExports",
                    DBCluster::enabledCloudwatchLogsExports,
                    true,
                    ClusterSettings::logs),
            new ClusterSetting(
                    "MonitoringInterval",
                    cluster -> orNull(cluster.monitoringInterval()),
                    true,
                    ClusterSettings::monitor),
            new ClusterSetting("MonitoringRoleArn", DBCluster::monitoringRoleArn, true, ClusterSettings::monitor),
            new ClusterSetting(
                    "PerformanceInsightsEnabled",
                    DBCluster::performanceInsightsEnabled,
                    true,
                    ClusterSettings::insights),
            new ClusterSetting(
                    "PerformanceInsightsKMSKeyId",
                    DBCluster::performanceInsightsKMSKeyId,
                    true,
                    ClusterSettings::insights),
            new ClusterSetting(
                    "PerformanceInsightsRetentionPeriod",
                    DBCluster::performanceInsightsRetentionPeriod,
                    true,
                    ClusterSettings::insights),
            new ClusterSetting(
                    "DatabaseInsightsMode", DBCluster::databaseInsightsModeAsString, true, ClusterSettings::insights),
            of("NetworkType", DBCluster::networkType, ModifyDbClusterRequest.Builder::networkType),
            new ClusterSetting(
                    "ServerlessV2ScalingConfiguration",
                    cluster -> title(cluster.serverlessV2ScalingConfiguration()),
                    true,
                    (request, wanted, live) ->
                            request.serverlessV2ScalingConfiguration(ClusterRequests.scaling(wanted))),
            new ClusterSetting(
                    "MasterUserSecret",
                    cluster -> cluster.masterUserSecret() != null,
                    true,
                    (request, wanted, live) -> request.manageMasterUserPassword(wanted.masterUserSecret() != null)));

    private ClusterSettings() {}

    private static ClusterSetting fixed(String name, Function<DBCluster, @Nullable Object> reading) {
        return new ClusterSetting(name, reading, true, null);
    }

    private static ClusterSetting known(String name, Function<DBCluster, @Nullable Object> reading) {
        return new ClusterSetting(name, reading, false, null);
    }

    /** A setting that stays as it is when nothing was captured of it. */
    private static <T> ClusterSetting of(
            String name,
            Function<DBCluster, @Nullable T> reading,
            BiConsumer<ModifyDbClusterRequest.Builder, T> asking) {
        return new ClusterSetting(name, reading::apply, true, (request, wanted, live) -> {
            T value = reading.apply(wanted);
            if (value != null) {
                asking.accept(request, value);
            }
        });
    }

    /** A setting that is off when nothing was captured of it. */
    private static ClusterSetting flag(
            String name,
            Function<DBCluster, @Nullable Boolean> reading,
            BiConsumer<ModifyDbClusterRequest.Builder, Boolean> asking) {
        return new ClusterSetting(
                name,
                reading::apply,
                true,
                (request, wanted, live) -> asking.accept(request, Boolean.TRUE.equals(reading.apply(wanted))));
    }

    static boolean isAurora(DBCluster cluster) {
        return cluster.engine() != null && cluster.engine().startsWith("aurora");
    }

    static List<String> securityGroups(DBCluster cluster) {
        return named(cluster.vpcSecurityGroups(), group -> String.valueOf(group.vpcSecurityGroupId()));
    }

    /** The volume of Aurora grows by itself. */
    private static @Nullable Integer storage(DBCluster cluster) {
        return isAurora(cluster) ? null : cluster.allocatedStorage();
    }

    /** Of Aurora the standard one is not told as a rule (API Reference, CreateDBCluster). */
    private static @Nullable String storageType(DBCluster cluster) {
        return STANDARD_STORAGE.equals(cluster.storageType()) ? null : cluster.storageType();
    }

    /** The IOPS to say; null when they cannot be said, as with the storage of an instance. */
    static @Nullable Integer iops(DBCluster cluster) {
        return isAurora(cluster) ? null : InstanceStorage.iops(cluster.storageType(), storage(cluster), cluster.iops());
    }

    private static @Nullable Integer throughput(DBCluster cluster) {
        return isAurora(cluster)
                ? null
                : InstanceStorage.throughput(cluster.storageType(), storage(cluster), cluster.storageThroughput());
    }

    private static void askStorage(ModifyDbClusterRequest.Builder request, DBCluster wanted, DBCluster live) {
        String type = storageType(wanted);
        request.storageType(type == null ? STANDARD_STORAGE : type)
                .allocatedStorage(storage(wanted))
                .iops(iops(wanted));
    }

    /** Of Aurora each member has its own. */
    private static @Nullable String authority(DBCluster cluster) {
        return isAurora(cluster) || cluster.certificateDetails() == null
                ? null
                : cluster.certificateDetails().caIdentifier();
    }

    private static @Nullable String title(@Nullable ServerlessV2ScalingConfigurationInfo scaling) {
        if (scaling == null) {
            return null;
        }
        String pause =
                scaling.secondsUntilAutoPause() == null ? "" : ", paused after " + scaling.secondsUntilAutoPause();
        return scaling.minCapacity() + " to " + scaling.maxCapacity() + pause;
    }

    private static void logs(ModifyDbClusterRequest.Builder request, DBCluster wanted, DBCluster live) {
        List<String> all = wanted.enabledCloudwatchLogsExports();
        List<String> now = live.enabledCloudwatchLogsExports();
        request.cloudwatchLogsExportConfiguration(
                exports -> exports.enableLogTypes(without(all, now)).disableLogTypes(without(now, all)));
    }

    private static void monitor(ModifyDbClusterRequest.Builder request, DBCluster wanted, DBCluster live) {
        boolean on = orNull(wanted.monitoringInterval()) != null;
        request.monitoringInterval(on ? wanted.monitoringInterval() : 0)
                .monitoringRoleArn(on ? wanted.monitoringRoleArn() : null);
    }

    private static void insights(ModifyDbClusterRequest.Builder request, DBCluster wanted, DBCluster live) {
        boolean on = Boolean.TRUE.equals(wanted.performanceInsightsEnabled());
        request.enablePerformanceInsights(on).databaseInsightsMode(wanted.databaseInsightsModeAsString());
        if (on) {
            request.performanceInsightsKMSKeyId(wanted.performanceInsightsKMSKeyId())
                    .performanceInsightsRetentionPeriod(wanted.performanceInsightsRetentionPeriod());
        }
    }
}
