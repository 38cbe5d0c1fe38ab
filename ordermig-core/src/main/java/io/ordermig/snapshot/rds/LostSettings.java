package io.ordermig.snapshot.rds;

import java.util.Set;

/**
 * The settings that a restore loses, or has to be told anew: of instances and of clusters, whichever has them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html">
 *     RestoreDBInstanceFromDBSnapshot</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterFromSnapshot.html">
 *     RestoreDBClusterFromSnapshot</a>
 */
public final class LostSettings {

    static final Set<String> NAMES = Set.of(
            "ActivityStreamKmsKeyId",
            "ActivityStreamMode",
            "ActivityStreamStatus",
            "AdditionalStorageVolumes",
            "AllocatedStorage",
            "AssociatedRoles",
            "AutoMinorVersionUpgrade",
            "AvailabilityZone",
            "AvailabilityZones",
            "BacktrackWindow",
            "BackupRetentionPeriod",
            "BackupTarget",
            "CACertificateIdentifier",
            "CopyTagsToSnapshot",
            "CustomEndpoints",
            "CustomIamInstanceProfile",
            "CustomerOwnedIpEnabled",
            "DatabaseInsightsMode",
            "DatabaseName",
            "DBClusterIdentifier",
            "DBClusterInstanceClass",
            "DBClusterMembers",
            "DBClusterParameterGroup",
            "DbClusterResourceId",
            "DBInstanceClass",
            "DBInstanceIdentifier",
            "DbInstancePort",
            "DBName",
            "DbiResourceId",
            "DBParameterGroups",
            "DBSubnetGroup",
            "DedicatedLogVolume",
            "DeletionProtection",
            "DomainMemberships",
            "EnabledCloudwatchLogsExports",
            "Endpoint",
            "Engine",
            "EngineLifecycleSupport",
            "EngineMode",
            "EngineVersion",
            "GlobalClusterIdentifier",
            "GlobalWriteForwardingRequested",
            "HttpEndpointEnabled",
            "IAMDatabaseAuthenticationEnabled",
            "Iops",
            "KmsKeyId",
            "LicenseModel",
            "LocalWriteForwardingStatus",
            "MasterUserSecret",
            "MasterUsername",
            "MaxAllocatedStorage",
            "MonitoringInterval",
            "MonitoringRoleArn",
            "MultiAZ",
            "MultiTenant",
            "NetworkType",
            "OptionGroupMemberships",
            "PerformanceInsightsEnabled",
            "PerformanceInsightsKMSKeyId",
            "PerformanceInsightsRetentionPeriod",
            "Port",
            "PreferredBackupWindow",
            "PreferredMaintenanceWindow",
            "ProcessorFeatures",
            "PromotionTier",
            "PubliclyAccessible",
            "ReadReplicaDBInstanceIdentifiers",
            "ReaderEndpoint",
            "ReplicaMode",
            "ScalingConfigurationInfo",
            "ServerlessV2ScalingConfiguration",
            "StorageEncrypted",
            "StorageThroughput",
            "StorageType",
            "TagList",
            "VpcSecurityGroups");

    private static final Set<String> OF_SUBNET_GROUP = Set.of("DBSubnetGroup.DBSubnetGroupName", "DBSubnetGroup.VpcId");

    private LostSettings() {}

    /** Whether the tags of a snapshot carry a setting of that name; others are known from a manifest alone. */
    public static boolean isCarried(String name) {
        return NAMES.contains(name);
    }

    /** Whether the member at a path, such as {@code DBSubnetGroup.VpcId}, is one of them. */
    static boolean contains(String path) {
        if (path.startsWith("DBSubnetGroup.")) {
            return OF_SUBNET_GROUP.contains(path);
        }
        return NAMES.contains(path.replaceAll("\\..*", "")) && !path.endsWith(".Status");
    }
}
