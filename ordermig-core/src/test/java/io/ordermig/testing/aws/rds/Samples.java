package io.ordermig.testing.aws.rds;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Instances and clusters as they are when nothing is asked for, and the largest one. */
final class Samples {

    static final String VERSION = "18.1";
    static final String AURORA_VERSION = "16.6";

    private static final Duration AGE = Duration.ofDays(400);
    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/";

    private Samples() {}

    /** A small PostgreSQL with every setting at its default, and a week of backups. */
    static DBInstance instance(RdsAccount account, String identifier) {
        Instant made = account.timeline.now().minus(AGE);
        DBSubnetGroup subnets = account.catalog.subnetGroup(null);
        return DBInstance.builder()
                .dbInstanceIdentifier(identifier)
                .dbiResourceId(account.newResourceId("db"))
                .dbInstanceClass("db.t4g.medium")
                .engine("postgres")
                .engineVersion(VERSION)
                .licenseModel("postgresql-license")
                .masterUsername("postgres")
                .dbName("orders")
                .dbInstancePort(5432)
                .instanceCreateTime(made)
                .allocatedStorage(100)
                .storageType("gp3")
                .iops(3000)
                .storageThroughput(125)
                .availabilityZone(account.region + "a")
                .multiAZ(false)
                .dbSubnetGroup(subnets)
                .vpcSecurityGroups(securityGroup(account.catalog.defaultSecurityGroup(subnets.vpcId())))
                .dbParameterGroups(parameterGroup("default.postgres18", "in-sync"))
                .optionGroupMemberships(optionGroup("default:postgres-18"))
                .backupRetentionPeriod(7)
                .preferredBackupWindow("03:11-03:41")
                .preferredMaintenanceWindow("sun:05:00-sun:05:30")
                .autoMinorVersionUpgrade(true)
                .publiclyAccessible(false)
                .storageEncrypted(false)
                .copyTagsToSnapshot(false)
                .deletionProtection(false)
                .iamDatabaseAuthenticationEnabled(false)
                .performanceInsightsEnabled(false)
                .databaseInsightsMode("standard")
                .monitoringInterval(0)
                .caCertificateIdentifier(Catalog.DEFAULT_CA)
                .networkType("IPV4")
                .dedicatedLogVolume(false)
                .customerOwnedIpEnabled(false)
                .multiTenant(false)
                .backupTarget("region")
                .engineLifecycleSupport("open-source-rds-extended-support")
                .build();
    }

    /** An Aurora PostgreSQL cluster with every setting at its default, and a day of backups. */
    static DBCluster auroraCluster(RdsAccount account, String identifier) {
        DBSubnetGroup subnets = account.catalog.subnetGroup(null);
        return DBCluster.builder()
                .dbClusterIdentifier(identifier)
                .dbClusterResourceId(account.newResourceId("cluster"))
                .engine("aurora-postgresql")
                .engineVersion(AURORA_VERSION)
                .engineMode("provisioned")
                .masterUsername("postgres")
                .databaseName("orders")
                .port(5432)
                .clusterCreateTime(account.timeline.now().minus(AGE))
                .allocatedStorage(1)
                .storageType("aurora")
                .availabilityZones(account.region + "a", account.region + "b", account.region + "c")
                .multiAZ(true)
                .dbSubnetGroup(subnets.dbSubnetGroupName())
                .vpcSecurityGroups(securityGroup(account.catalog.defaultSecurityGroup(subnets.vpcId())))
                .dbClusterParameterGroup("default.aurora-postgresql16")
                .backupRetentionPeriod(1)
                .preferredBackupWindow("03:11-03:41")
                .preferredMaintenanceWindow("sun:05:00-sun:05:30")
                .autoMinorVersionUpgrade(true)
                .storageEncrypted(false)
                .copyTagsToSnapshot(false)
                .crossAccountClone(false)
                .deletionProtection(false)
                .httpEndpointEnabled(false)
                .iamDatabaseAuthenticationEnabled(false)
                .databaseInsightsMode("standard")
                .networkType("IPV4")
                .engineLifecycleSupport("open-source-rds-extended-support")
                .build();
    }

    /** Sets every setting that a restore can lose to something else than its default. */
    static InstanceSetup everySetting(InstanceSetup setup) {
        setup.engineVersion("18.1")
                .instanceClass("db.r6i.4xlarge")
                .subnetGroup("orders-private", "vpc-0a1b2c3d")
                .securityGroups("sg-0a01", "sg-0a02", "sg-0a03", "sg-0a04", "sg-0a05")
                .parameterGroup("orders-pg18")
                .optionGroup("orders-options")
                .multiAz(true)
                .storage("io2", 800, 16000, null)
                .maxAllocatedStorage(2000)
                .deletionProtection(true)
                .backupRetention(21)
                .windows("02:10-02:40", "tue:03:00-tue:03:30")
                .iamAuthentication(true)
                .logExports("postgresql", "upgrade", "iam-db-auth-error")
                .monitoring(15, "arn:aws:iam::123456789012:role/rds-monitoring")
                .performanceInsights(KEY + "5e5e5e5e-0001", 465)
                .insightsMode("advanced")
                .copyTagsToSnapshot(true)
                .role("s3Import", "arn:aws:iam::123456789012:role/orders-import")
                .role("s3Export", "arn:aws:iam::123456789012:role/orders-export")
                .role("Lambda", "arn:aws:iam::123456789012:role/orders-lambda")
                .certificateAuthority("rds-ca-ecc384-g1")
                .autoMinorVersionUpgrade(false)
                .publiclyAccessible(true)
                .networkType("DUAL")
                .port(6543)
                .processorFeatures(4, 1)
                .dedicatedLogVolume(true)
                .encryptedWith(KEY + "5e5e5e5e-0002")
                .master("order_admin", "correct-horse");
        setup.tag("team", "orders")
                .tag("cost-centre", "4711")
                .tag("Größe", "groß")
                .tag("owner", "orders@example.com")
                .tag("aws:cloudformation:stack-name", "orders-production");
        return setup;
    }

    /** A Multi-AZ DB cluster of PostgreSQL with every setting at its default; its three instances are added to it. */
    static DBCluster multiAzCluster(RdsAccount account, String identifier, String instanceClass) {
        return auroraCluster(account, identifier).toBuilder()
                .engine("postgres")
                .engineVersion(VERSION)
                .engineMode("provisioned")
                .dbClusterInstanceClass(instanceClass)
                .dbClusterParameterGroup("default.postgres18")
                .allocatedStorage(100)
                .storageType("io1")
                .iops(3000)
                .publiclyAccessible(false)
                .build();
    }

    /** A member of a cluster, in its subnet group, with its security groups and key. */
    static DBInstance member(RdsAccount account, Cluster cluster, String identifier) {
        DBCluster settings = cluster.settings();
        String version = settings.engineVersion();
        return instance(account, identifier).toBuilder()
                .engine(settings.engine())
                .engineVersion(version)
                .dbInstanceClass("db.r6g.large")
                .dbClusterIdentifier(cluster.identifier())
                .dbSubnetGroup(account.catalog.subnetGroup(settings.dbSubnetGroup()))
                .vpcSecurityGroups(settings.vpcSecurityGroups())
                .dbParameterGroups(parameterGroup("default." + Catalog.family(settings.engine(), version), "in-sync"))
                .optionGroupMemberships(optionGroup(account.catalog.optionGroup(null, settings.engine(), version)))
                .allocatedStorage(1)
                .storageType(settings.storageType())
                .iops(null)
                .storageThroughput(0)
                .backupRetentionPeriod(settings.backupRetentionPeriod())
                .preferredBackupWindow(settings.preferredBackupWindow())
                .storageEncrypted(settings.storageEncrypted())
                .kmsKeyId(settings.kmsKeyId())
                .masterUsername(settings.masterUsername())
                .dbName(settings.databaseName())
                .promotionTier(1)
                .build();
    }

    /** Sets every setting of a cluster, and of each of its members, to something else than its default. */
    static ClusterSetup everySetting(RdsAccount account, SimulatedRds rds, ClusterSetup setup, String... members) {
        setup.subnetGroup("orders-private", "vpc-0a1b2c3d")
                .securityGroups("sg-0a01", "sg-0a02", "sg-0a03")
                .parameterGroup("orders-aurora16")
                .deletionProtection(true)
                .backupRetention(21)
                .windows("02:10-02:40", "tue:03:00-tue:03:30")
                .iamAuthentication(true)
                .logExports("postgresql", "instance")
                .copyTagsToSnapshot(true)
                .role("s3Import", "arn:aws:iam::123456789012:role/orders-import")
                .encryptedWith(KEY + "5e5e5e5e-0002")
                .master("order_admin", "correct-horse")
                .tag("team", "orders")
                .tag("aws:cloudformation:stack-name", "orders-production")
                .set(settings -> settings.port(6543)
                        .storageType("aurora-iopt1")
                        .httpEndpointEnabled(true)
                        .databaseInsightsMode("advanced")
                        .performanceInsightsEnabled(true)
                        .performanceInsightsKMSKeyId(KEY + "5e5e5e5e-0001")
                        .performanceInsightsRetentionPeriod(465)
                        .localWriteForwardingStatus("enabled")
                        .monitoringInterval(15)
                        .monitoringRoleArn("arn:aws:iam::123456789012:role/rds-monitoring")
                        .autoMinorVersionUpgrade(false)
                        .networkType("DUAL")
                        .serverlessV2ScalingConfiguration(
                                scaling -> scaling.minCapacity(1.0).maxCapacity(64.0)));
        for (int i = 0; i < members.length; i++) {
            int tier = i;
            rds.instance(members[i])
                    .instanceClass("db.r6g.4xlarge")
                    .securityGroups("sg-0a01", "sg-0a02", "sg-0a03")
                    .parameterGroup("orders-aurora16-member")
                    .storage("aurora-iopt1", 1, null, 0)
                    .encryptedWith(KEY + "5e5e5e5e-0002")
                    .backupRetention(21)
                    .master("order_admin", "correct-horse")
                    .copyTagsToSnapshot(true)
                    .certificateAuthority("rds-ca-ecc384-g1")
                    .monitoring(15, "arn:aws:iam::123456789012:role/rds-monitoring")
                    .performanceInsights(KEY + "5e5e5e5e-0001", 465)
                    .insightsMode("advanced")
                    .autoMinorVersionUpgrade(false)
                    .publiclyAccessible(true)
                    .networkType("DUAL")
                    .port(6543)
                    .tag("role", "member-" + i)
                    .windows("02:10-02:40", "wed:0" + (i % 10) + ":00-wed:0" + (i % 10) + ":30")
                    .set(settings ->
                            settings.promotionTier(tier).availabilityZone(account.region + (char) ('a' + tier % 3)));
        }
        return setup;
    }

    static VpcSecurityGroupMembership securityGroup(String id) {
        return VpcSecurityGroupMembership.builder()
                .vpcSecurityGroupId(id)
                .status("active")
                .build();
    }

    static DBParameterGroupStatus parameterGroup(String name, String status) {
        return DBParameterGroupStatus.builder()
                .dbParameterGroupName(name)
                .parameterApplyStatus(status)
                .build();
    }

    static OptionGroupMembership optionGroup(String name) {
        return OptionGroupMembership.builder()
                .optionGroupName(name)
                .status("in-sync")
                .build();
    }
}
