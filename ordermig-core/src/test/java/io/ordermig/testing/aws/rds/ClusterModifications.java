package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CertificateDetails;
import software.amazon.awssdk.services.rds.model.ClusterPendingModifiedValues;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterResponse;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfigurationInfo;

/**
 * ModifyDBCluster. The answer comes before any effect; identifier, engine version and IAM authentication wait for the
 * maintenance window unless ApplyImmediately is said, the rest does not. Monitoring and insights are the members' too.
 */
final class ClusterModifications {

    private static final ClusterPendingModifiedValues NONE =
            ClusterPendingModifiedValues.builder().build();

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final ClusterRenames renames;

    ClusterModifications(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
        this.renames = new ClusterRenames(account);
    }

    void register(Operations operations) {
        operations.on("ModifyDBCluster", ModifyDbClusterRequest.class, this::modify);
    }

    private SdkPojo modify(ModifyDbClusterRequest request) {
        Cluster cluster = account.cluster("DBClusterIdentifier", request.dbClusterIdentifier());
        check(cluster, request);
        note(cluster, request);
        atOnce(cluster, request);
        cluster.phases().then(Phases.UNSEEN, account.timings.of(Lapse.ACCEPTANCE));
        if (takesTime(request)) {
            cluster.phases().then("modifying", account.timings.of(Lapse.MODIFY), () -> settle(cluster, request));
        }
        if (request.masterUserPassword() != null) {
            cluster.changePending(pending -> pending.masterUserPassword("****"));
            cluster.phases().then("resetting-master-credentials", account.timings.of(Lapse.CONFIGURE), () -> {
                cluster.masterPassword(request.masterUserPassword());
                cluster.changePending(pending -> pending.masterUserPassword(null));
            });
        }
        if (Boolean.TRUE.equals(request.applyImmediately())) {
            applyPending(cluster);
        } else if (!waiting(cluster).equals(NONE)) {
            MaintenanceWindow window =
                    MaintenanceWindow.parse(cluster.settings().preferredMaintenanceWindow());
            account.timeline.at(window.nextAfter(account.timeline.now()), () -> applyPending(cluster));
        }
        return ModifyDbClusterResponse.builder()
                .dbCluster(descriptions.of(cluster))
                .build();
    }

    private void check(Cluster cluster, ModifyDbClusterRequest request) {
        DBCluster settings = cluster.settings();
        if (request.caCertificateIdentifier() != null && cluster.aurora()) {
            throw RdsErrors.invalidCombination("Of Aurora each instance has its own certificate authority.");
        }
        if (!cluster.status().equals(Phases.AVAILABLE)) {
            throw RdsErrors.invalidClusterState("DB cluster " + cluster.identifier() + " is not in available state.");
        }
        String vpc = account.catalog.subnetGroup(settings.dbSubnetGroup()).vpcId();
        account.catalog.checkSecurityGroups(request.vpcSecurityGroupIds(), vpc);
        if (request.dbClusterParameterGroupName() != null) {
            String version = request.engineVersion() == null ? settings.engineVersion() : request.engineVersion();
            account.catalog.clusterParameterGroup(request.dbClusterParameterGroupName(), settings.engine(), version);
        }
        account.catalog.certificate(request.caCertificateIdentifier());
        Rules.retention(request.backupRetentionPeriod(), 1);
        Rules.windows(request.preferredBackupWindow(), request.preferredMaintenanceWindow());
        Rules.password(request.masterUserPassword());
        Wanted wanted = new Wanted(request);
        Integer interval = settings.monitoringInterval();
        if (wanted.says("MonitoringInterval")) {
            Rules.monitoring(request.monitoringInterval(), wanted.text("MonitoringRoleArn"));
        } else if (wanted.says("MonitoringRoleArn")) {
            Rules.monitoring(interval, request.monitoringRoleArn());
        }
        if (wanted.says("DatabaseInsightsMode")) {
            Rules.insights(
                    request.databaseInsightsModeAsString(),
                    wanted.flag(
                            "EnablePerformanceInsights", Boolean.TRUE.equals(settings.performanceInsightsEnabled())),
                    wanted.number("PerformanceInsightsRetentionPeriod", settings.performanceInsightsRetentionPeriod()));
        }
        if (request.cloudwatchLogsExportConfiguration() != null) {
            Rules.logs(
                    settings.engine(),
                    request.cloudwatchLogsExportConfiguration().enableLogTypes());
        }
        if (request.newDBClusterIdentifier() != null) {
            renames.check(cluster, request.newDBClusterIdentifier());
        }
    }

    private void note(Cluster cluster, ModifyDbClusterRequest request) {
        String name = request.newDBClusterIdentifier() == null
                ? null
                : renames.reserve(cluster, request.newDBClusterIdentifier());
        cluster.changePending(pending -> {
            set(name, pending::dbClusterIdentifier);
            set(request.engineVersion(), pending::engineVersion);
            set(request.enableIAMDatabaseAuthentication(), pending::iamDatabaseAuthenticationEnabled);
        });
    }

    private static ClusterPendingModifiedValues waiting(Cluster cluster) {
        return cluster.pending().toBuilder().masterUserPassword(null).build();
    }

    private static void atOnce(Cluster cluster, ModifyDbClusterRequest request) {
        cluster.change(settings -> {
            set(request.deletionProtection(), settings::deletionProtection);
            set(request.copyTagsToSnapshot(), settings::copyTagsToSnapshot);
            set(request.backupRetentionPeriod(), settings::backupRetentionPeriod);
            set(request.preferredBackupWindow(), settings::preferredBackupWindow);
            set(request.preferredMaintenanceWindow(), settings::preferredMaintenanceWindow);
            set(request.autoMinorVersionUpgrade(), settings::autoMinorVersionUpgrade);
            // Of other clusters it is enabled by a call of its own.
            if ("serverless".equals(cluster.settings().engineMode())) {
                set(request.enableHttpEndpoint(), settings::httpEndpointEnabled);
            }
        });
    }

    private static boolean takesTime(ModifyDbClusterRequest request) {
        Wanted wanted = new Wanted(request);
        return List.of(
                        "VpcSecurityGroupIds",
                        "DBClusterParameterGroupName",
                        "Port",
                        "CloudwatchLogsExportConfiguration",
                        "MonitoringInterval",
                        "MonitoringRoleArn",
                        "DatabaseInsightsMode",
                        "EnablePerformanceInsights",
                        "PerformanceInsightsKMSKeyId",
                        "PerformanceInsightsRetentionPeriod",
                        "StorageType",
                        "NetworkType",
                        "CACertificateIdentifier",
                        "ManageMasterUserPassword",
                        "EnableLocalWriteForwarding",
                        "DBClusterInstanceClass",
                        "AllocatedStorage",
                        "Iops",
                        "ServerlessV2ScalingConfiguration")
                .stream()
                .anyMatch(wanted::says);
    }

    private void settle(Cluster cluster, ModifyDbClusterRequest request) {
        DBCluster before = cluster.settings();
        cluster.change(settings -> {
            if (!request.vpcSecurityGroupIds().isEmpty()) {
                settings.vpcSecurityGroups(request.vpcSecurityGroupIds().stream()
                        .map(Samples::securityGroup)
                        .toList());
            }
            set(request.dbClusterParameterGroupName(), settings::dbClusterParameterGroup);
            set(request.port(), settings::port);
            set(request.monitoringInterval(), settings::monitoringInterval);
            set(request.monitoringRoleArn(), settings::monitoringRoleArn);
            set(request.databaseInsightsModeAsString(), settings::databaseInsightsMode);
            set(request.enablePerformanceInsights(), settings::performanceInsightsEnabled);
            set(request.performanceInsightsKMSKeyId(), settings::performanceInsightsKMSKeyId);
            set(request.performanceInsightsRetentionPeriod(), settings::performanceInsightsRetentionPeriod);
            set(request.storageType(), settings::storageType);
            set(request.networkType(), settings::networkType);
            set(request.dbClusterInstanceClass(), settings::dbClusterInstanceClass);
            set(request.allocatedStorage(), settings::allocatedStorage);
            set(request.iops(), settings::iops);
            if (request.enableLocalWriteForwarding() != null) {
                settings.localWriteForwardingStatus(request.enableLocalWriteForwarding() ? "enabled" : "disabled");
            }
            if (request.manageMasterUserPassword() != null) {
                settings.masterUserSecret(request.manageMasterUserPassword() ? secret(cluster, request) : null);
            }
            if (request.caCertificateIdentifier() != null) {
                settings.certificateDetails(CertificateDetails.builder()
                        .caIdentifier(request.caCertificateIdentifier())
                        .build());
            }
            if (request.serverlessV2ScalingConfiguration() != null) {
                settings.serverlessV2ScalingConfiguration(ServerlessV2ScalingConfigurationInfo.builder()
                        .minCapacity(request.serverlessV2ScalingConfiguration().minCapacity())
                        .maxCapacity(request.serverlessV2ScalingConfiguration().maxCapacity())
                        .build());
            }
            if (request.cloudwatchLogsExportConfiguration() != null) {
                Set<String> types = new LinkedHashSet<>(before.enabledCloudwatchLogsExports());
                types.addAll(request.cloudwatchLogsExportConfiguration().enableLogTypes());
                request.cloudwatchLogsExportConfiguration().disableLogTypes().forEach(types::remove);
                settings.enabledCloudwatchLogsExports(types);
            }
        });
        account.members(cluster).forEach(member -> inherit(cluster, member, request));
        String group = request.dbClusterParameterGroupName();
        if (group != null && !group.equalsIgnoreCase(before.dbClusterParameterGroup())) {
            account.members(cluster).forEach(member -> cluster.pendingReboot().add(member.resourceId()));
        }
    }

    private MasterUserSecret secret(Cluster cluster, ModifyDbClusterRequest request) {
        return MasterUserSecret.builder()
                .secretArn("arn:aws:secretsmanager:" + account.region + ":" + RdsAccount.ACCOUNT + ":secret:rds!"
                        + cluster.resourceId())
                .secretStatus("active")
                .kmsKeyId(request.masterUserSecretKmsKeyId())
                .build();
    }

    private static void inherit(Cluster cluster, Instance member, ModifyDbClusterRequest request) {
        member.change(settings -> {
            settings.vpcSecurityGroups(cluster.settings().vpcSecurityGroups());
            settings.dbInstancePort(cluster.settings().port());
            settings.storageType(cluster.settings().storageType());
            set(request.backupRetentionPeriod(), settings::backupRetentionPeriod);
            set(request.preferredBackupWindow(), settings::preferredBackupWindow);
            set(request.dbClusterInstanceClass(), settings::dbInstanceClass);
            set(request.monitoringInterval(), settings::monitoringInterval);
            set(request.monitoringRoleArn(), settings::monitoringRoleArn);
            set(request.databaseInsightsModeAsString(), settings::databaseInsightsMode);
            set(request.enablePerformanceInsights(), settings::performanceInsightsEnabled);
            set(request.performanceInsightsKMSKeyId(), settings::performanceInsightsKMSKeyId);
            set(request.performanceInsightsRetentionPeriod(), settings::performanceInsightsRetentionPeriod);
        });
    }

    /** Applies what waits for the maintenance window. */
    private void applyPending(Cluster cluster) {
        ClusterPendingModifiedValues pending = cluster.pending();
        if (pending.engineVersion() != null || pending.iamDatabaseAuthenticationEnabled() != null) {
            String status = pending.engineVersion() == null ? "modifying" : "upgrading";
            cluster.phases().then(status, account.timings.of(Lapse.MODIFY), () -> {
                cluster.change(settings -> {
                    set(pending.engineVersion(), settings::engineVersion);
                    set(pending.iamDatabaseAuthenticationEnabled(), settings::iamDatabaseAuthenticationEnabled);
                });
                cluster.changePending(values -> values.engineVersion(null).iamDatabaseAuthenticationEnabled(null));
            });
        }
        if (pending.dbClusterIdentifier() != null && !cluster.renaming()) {
            renames.begin(cluster);
        }
    }

    private static <T> void set(T wanted, Consumer<T> setter) {
        if (wanted != null) {
            setter.accept(wanted);
        }
    }
}
