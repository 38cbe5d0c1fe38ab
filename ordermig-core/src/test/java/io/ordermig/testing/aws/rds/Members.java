package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * CreateDBInstance, for members of an Aurora cluster: only once the cluster is {@code available}; the first one that is
 * made writes. What the cluster decides (security groups, backups, master user) cannot be said here.
 */
final class Members {

    private static final List<String> OF_THE_CLUSTER = List.of(
            "AllocatedStorage",
            "BackupRetentionPeriod",
            "DatabaseInsightsMode",
            "DeletionProtection",
            "EnableIAMDatabaseAuthentication",
            "EngineVersion",
            "KmsKeyId",
            "ManageMasterUserPassword",
            "MasterUsername",
            "MasterUserPassword",
            "MultiAZ",
            "VpcSecurityGroupIds");

    private final RdsAccount account;
    private final Descriptions descriptions;

    Members(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on("CreateDBInstance", CreateDbInstanceRequest.class, this::create);
    }

    private SdkPojo create(CreateDbInstanceRequest request) {
        if (request.dbClusterIdentifier() == null) {
            throw new UnsupportedOperationException("CreateDBInstance outside of a cluster; a test sets up instances");
        }
        String identifier = Names.identifier("DBInstanceIdentifier", request.dbInstanceIdentifier());
        Cluster cluster = account.cluster("DBClusterIdentifier", request.dbClusterIdentifier());
        Wanted wanted = new Wanted(request);
        check(cluster, request, wanted);
        List<Tag> tags = Tags.valid(request.tags());
        account.checkNewInstance(identifier);
        account.faults.checkKey(cluster.settings().kmsKeyId());
        account.faults.checkCapacity(request.dbInstanceClass());
        Instance instance = new Instance(settings(identifier, cluster, request, wanted, tags), account.timeline);
        account.add(instance);
        if (cluster.writer() == null) {
            cluster.writer(instance.resourceId());
        }
        if (request.monitoringRoleArn() != null) {
            instance.change(settings -> settings.enhancedMonitoringResourceArn(account.monitoringArn(instance)));
        }
        instance.phases().then("creating", account.timings.of(Lapse.CREATE), () -> {
            instance.change(settings -> settings.instanceCreateTime(account.timeline.now()));
            account.events.add(Events.Kind.CREATED, instance.identifier());
        });
        return CreateDbInstanceResponse.builder()
                .dbInstance(descriptions.of(instance))
                .build();
    }

    private static void check(Cluster cluster, CreateDbInstanceRequest request, Wanted wanted) {
        if (!cluster.status().equals(Phases.AVAILABLE)) {
            throw RdsErrors.invalidClusterState(
                    "DB cluster " + cluster.identifier() + " is not available: " + cluster.status() + ".");
        }
        if (!cluster.aurora()) {
            throw RdsErrors.invalidCombination("An instance cannot be added to a Multi-AZ DB cluster.");
        }
        if (request.dbInstanceClass() == null || request.engine() == null) {
            throw RdsErrors.missing(request.engine() == null ? "Engine" : "DBInstanceClass");
        }
        if (!request.engine().equals(cluster.settings().engine())) {
            throw RdsErrors.invalidCombination("The engine " + request.engine() + " is not the cluster's, "
                    + cluster.settings().engine() + ".");
        }
        OF_THE_CLUSTER.stream().filter(wanted::says).findFirst().ifPresent(parameter -> {
            throw RdsErrors.invalidCombination(
                    parameter + " is managed by the DB cluster " + cluster.identifier() + ".");
        });
        Rules.monitoring(request.monitoringInterval(), request.monitoringRoleArn());
        Rules.windows(null, request.preferredMaintenanceWindow());
        if (request.promotionTier() != null && (request.promotionTier() < 0 || request.promotionTier() > 15)) {
            throw RdsErrors.invalidValue("Invalid promotion tier: " + request.promotionTier());
        }
    }

    private DBInstance settings(
            String identifier, Cluster cluster, CreateDbInstanceRequest request, Wanted wanted, List<Tag> tags) {
        String parameterGroup = account.catalog.parameterGroup(
                request.dbParameterGroupName(),
                cluster.settings().engine(),
                cluster.settings().engineVersion());
        String mode = cluster.settings().databaseInsightsModeAsString();
        return Samples.member(account, cluster, identifier).toBuilder()
                .instanceCreateTime(null)
                .dbInstanceClass(request.dbInstanceClass())
                .dbInstancePort(cluster.settings().port())
                .dbParameterGroups(Samples.parameterGroup(parameterGroup, "in-sync"))
                .availabilityZone(wanted.text("AvailabilityZone", account.region + "a"))
                .publiclyAccessible(wanted.flag("PubliclyAccessible", false))
                .autoMinorVersionUpgrade(wanted.flag("AutoMinorVersionUpgrade", true))
                .promotionTier(wanted.number("PromotionTier", 1))
                .monitoringInterval(wanted.number("MonitoringInterval", 0))
                .monitoringRoleArn(request.monitoringRoleArn())
                .performanceInsightsEnabled(wanted.flag("EnablePerformanceInsights", false))
                .performanceInsightsKMSKeyId(request.performanceInsightsKMSKeyId())
                .performanceInsightsRetentionPeriod(request.performanceInsightsRetentionPeriod())
                .databaseInsightsMode(mode)
                .caCertificateIdentifier(account.catalog.certificate(request.caCertificateIdentifier()))
                .copyTagsToSnapshot(wanted.flag("CopyTagsToSnapshot", false))
                .networkType(cluster.settings().networkType())
                .preferredMaintenanceWindow(wanted.text("PreferredMaintenanceWindow", "thu:08:11-thu:08:41"))
                .tagList(tags)
                .build();
    }
}
