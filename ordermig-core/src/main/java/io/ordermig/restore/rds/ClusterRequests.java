package io.ordermig.restore.rds;

import static io.ordermig.restore.rds.InstanceSettings.orNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfiguration;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfigurationInfo;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls that make a cluster and its members, with as many of the captured settings as they take: what they are not
 * told gets a default, whatever it was. Without a version that is the newest one of the region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterFromSnapshot.html">
 *     RestoreDBClusterFromSnapshot</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterToPointInTime.html">
 *     RestoreDBClusterToPointInTime</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">CreateDBInstance</a>
 */
final class ClusterRequests {

    private static final String FULL_COPY = "full-copy";

    private ClusterRequests() {}

    static RestoreDbClusterFromSnapshotRequest fromSnapshot(
            String identifier, String snapshot, DBCluster wanted, List<Tag> tags) {
        boolean aurora = ClusterSettings.isAurora(wanted);
        boolean insights = Boolean.TRUE.equals(wanted.performanceInsightsEnabled());
        boolean monitoring = orNull(wanted.monitoringInterval()) != null;
        RestoreDbClusterFromSnapshotRequest.Builder request = RestoreDbClusterFromSnapshotRequest.builder()
                .dbClusterIdentifier(identifier)
                .snapshotIdentifier(snapshot)
                .engine(wanted.engine())
                .engineVersion(wanted.engineVersion())
                .engineMode(aurora ? wanted.engineMode() : null)
                .availabilityZones(aurora ? orNone(wanted.availabilityZones()) : null)
                .databaseName(wanted.databaseName())
                .port(wanted.port())
                .dbSubnetGroupName(wanted.dbSubnetGroup())
                .vpcSecurityGroupIds(ClusterSettings.securityGroups(wanted))
                .dbClusterParameterGroupName(wanted.dbClusterParameterGroup())
                .kmsKeyId(wanted.kmsKeyId())
                .storageType(wanted.storageType())
                .deletionProtection(wanted.deletionProtection())
                .copyTagsToSnapshot(wanted.copyTagsToSnapshot())
                .enableIAMDatabaseAuthentication(wanted.iamDatabaseAuthenticationEnabled())
                .enableCloudwatchLogsExports(orNone(wanted.enabledCloudwatchLogsExports()))
                .networkType(wanted.networkType())
                .serverlessV2ScalingConfiguration(scaling(wanted))
                .monitoringInterval(monitoring ? wanted.monitoringInterval() : null)
                .monitoringRoleArn(monitoring ? wanted.monitoringRoleArn() : null)
                .enablePerformanceInsights(insights ? true : null)
                .performanceInsightsKMSKeyId(insights ? wanted.performanceInsightsKMSKeyId() : null)
                .performanceInsightsRetentionPeriod(insights ? wanted.performanceInsightsRetentionPeriod() : null)
                .backupRetentionPeriod(wanted.backupRetentionPeriod())
                .preferredBackupWindow(wanted.preferredBackupWindow())
                .engineLifecycleSupport(wanted.engineLifecycleSupport())
                .enableVPCNetworking(Boolean.FALSE.equals(wanted.vpcNetworkingEnabled()) ? false : null)
                .enableInternetAccessGateway(Boolean.TRUE.equals(wanted.internetAccessGatewayEnabled()) ? true : null)
                .tags(tags);
        if (wanted.backtrackWindow() != null && wanted.backtrackWindow() > 0) {
            request.backtrackWindow(wanted.backtrackWindow());
        }
        wanted.domainMemberships().stream()
                .findFirst()
                .ifPresent(
                        membership -> request.domain(membership.domain()).domainIAMRoleName(membership.iamRoleName()));
        if (!aurora) {
            request.dbClusterInstanceClass(wanted.dbClusterInstanceClass())
                    .iops(ClusterSettings.iops(wanted))
                    .publiclyAccessible(wanted.publiclyAccessible());
        }
        return request.build();
    }

    /** A copy of all the data, and no clone, which would go on sharing pages with the old one. */
    static RestoreDbClusterToPointInTimeRequest toTime(
            String identifier, String resource, Instant time, DBCluster wanted, List<Tag> tags) {
        RestoreDbClusterToPointInTimeRequest.Builder request = RestoreDbClusterToPointInTimeRequest.builder();
        InstanceRequests.copy(fromSnapshot(identifier, "", wanted, tags), request);
        return request.restoreType(FULL_COPY)
                .sourceDbClusterResourceId(resource)
                .restoreToTime(time)
                .build();
    }

    /**
     * A member of an Aurora cluster. What the cluster decides for its members is not said here.
     *
     * @param zoned whether it has to be in the zone that it was in
     */
    static CreateDbInstanceRequest member(String identifier, DBCluster cluster, DBInstance wanted, boolean zoned) {
        boolean insights = Boolean.TRUE.equals(wanted.performanceInsightsEnabled());
        boolean monitoring = orNull(wanted.monitoringInterval()) != null;
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(identifier)
                .dbClusterIdentifier(cluster.dbClusterIdentifier())
                .engine(cluster.engine())
                .dbInstanceClass(wanted.dbInstanceClass())
                .availabilityZone(zoned ? wanted.availabilityZone() : null)
                .dbParameterGroupName(InstanceSettings.parameterGroup(wanted))
                .promotionTier(wanted.promotionTier())
                .publiclyAccessible(wanted.publiclyAccessible())
                .autoMinorVersionUpgrade(wanted.autoMinorVersionUpgrade())
                .preferredMaintenanceWindow(wanted.preferredMaintenanceWindow())
                .copyTagsToSnapshot(wanted.copyTagsToSnapshot())
                .monitoringInterval(monitoring ? wanted.monitoringInterval() : null)
                .monitoringRoleArn(monitoring ? wanted.monitoringRoleArn() : null)
                .enablePerformanceInsights(insights ? true : null)
                .performanceInsightsKMSKeyId(insights ? wanted.performanceInsightsKMSKeyId() : null)
                .performanceInsightsRetentionPeriod(insights ? wanted.performanceInsightsRetentionPeriod() : null)
                .caCertificateIdentifier(wanted.caCertificateIdentifier())
                .tags(orNone(InstanceSettings.ownTags(wanted.tagList())))
                .build();
    }

    static @Nullable ServerlessV2ScalingConfiguration scaling(DBCluster wanted) {
        ServerlessV2ScalingConfigurationInfo scaling = wanted.serverlessV2ScalingConfiguration();
        return scaling == null
                ? null
                : ServerlessV2ScalingConfiguration.builder()
                        .minCapacity(scaling.minCapacity())
                        .maxCapacity(scaling.maxCapacity())
                        .secondsUntilAutoPause(scaling.secondsUntilAutoPause())
                        .build();
    }

    private static <T> @Nullable List<T> orNone(List<T> items) {
        return items.isEmpty() ? null : items;
    }
}
