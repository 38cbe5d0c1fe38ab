package io.ordermig.testing.aws.rds;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/** What ModifyDBInstance refuses, before anything has changed. */
final class ModificationRules {

    private static final Set<String> MODIFIABLE = Set.of(
            Phases.AVAILABLE,
            "storage-optimization",
            "storage-full",
            "incompatible-parameters",
            "incompatible-option-group");

    /** What the cluster decides for its members. */
    private static final List<String> OF_THE_CLUSTER = List.of(
            "AllocatedStorage",
            "BackupRetentionPeriod",
            "CloudwatchLogsExportConfiguration",
            "DatabaseInsightsMode",
            "DBPortNumber",
            "DBSubnetGroupName",
            "DeletionProtection",
            "EngineVersion",
            "ManageMasterUserPassword",
            "EnableIAMDatabaseAuthentication",
            "Iops",
            "MasterUserPassword",
            "MaxAllocatedStorage",
            "MultiAZ",
            "PreferredBackupWindow",
            "StorageType",
            "VpcSecurityGroupIds");

    private final RdsAccount account;

    ModificationRules(RdsAccount account) {
        this.account = account;
    }

    void check(Instance instance, ModifyDbInstanceRequest request) {
        DBInstance settings = instance.settings();
        Wanted wanted = new Wanted(request);
        if (!MODIFIABLE.contains(instance.status())) {
            throw RdsErrors.invalidInstanceState("Instance " + instance.identifier() + " is not in available state.");
        }
        if (settings.dbClusterIdentifier() != null) {
            OF_THE_CLUSTER.stream().filter(wanted::says).findFirst().ifPresent(parameter -> {
                throw RdsErrors.invalidCombination(
                        parameter + " is managed by the DB cluster " + settings.dbClusterIdentifier() + ".");
            });
        }
        groups(settings, request, wanted);
        values(settings, request, wanted);
        credentials(settings, request);
        if (request.newDBInstanceIdentifier() != null) {
            String name = Names.identifier("NewDBInstanceIdentifier", request.newDBInstanceIdentifier());
            if (!name.equals(instance.identifier())
                    && !name.equals(instance.pending().dbInstanceIdentifier())) {
                account.checkFree(name);
            }
        }
    }

    private void groups(DBInstance settings, ModifyDbInstanceRequest request, Wanted wanted) {
        String subnetGroup =
                wanted.text("DBSubnetGroupName", settings.dbSubnetGroup().dbSubnetGroupName());
        String vpc = account.catalog.subnetGroup(subnetGroup).vpcId();
        account.catalog.checkSecurityGroups(request.vpcSecurityGroupIds(), vpc);
        String version = wanted.text("EngineVersion", settings.engineVersion());
        if (request.dbParameterGroupName() != null) {
            account.catalog.parameterGroup(request.dbParameterGroupName(), settings.engine(), version);
        }
        if (request.optionGroupName() != null) {
            account.catalog.optionGroup(request.optionGroupName(), settings.engine(), version);
        }
        account.catalog.certificate(request.caCertificateIdentifier());
    }

    private static void values(DBInstance settings, ModifyDbInstanceRequest request, Wanted wanted) {
        Rules.retention(request.backupRetentionPeriod(), 0);
        Rules.windows(request.preferredBackupWindow(), request.preferredMaintenanceWindow());
        Rules.growth(request.maxAllocatedStorage(), wanted.number("AllocatedStorage", settings.allocatedStorage()));
        if (wanted.says("MonitoringInterval") || wanted.says("MonitoringRoleArn")) {
            Rules.monitoring(
                    wanted.number("MonitoringInterval", settings.monitoringInterval()),
                    wanted.text("MonitoringRoleArn", null) == null
                                    && !Integer.valueOf(0).equals(request.monitoringInterval())
                            ? settings.monitoringRoleArn()
                            : request.monitoringRoleArn());
        }
        if (wanted.says("DatabaseInsightsMode")
                || wanted.says("EnablePerformanceInsights")
                || wanted.says("PerformanceInsightsRetentionPeriod")) {
            Rules.insights(
                    wanted.text("DatabaseInsightsMode", settings.databaseInsightsModeAsString()),
                    wanted.flag(
                            "EnablePerformanceInsights", Boolean.TRUE.equals(settings.performanceInsightsEnabled())),
                    wanted.number("PerformanceInsightsRetentionPeriod", settings.performanceInsightsRetentionPeriod()));
        }
        if (request.cloudwatchLogsExportConfiguration() != null) {
            Rules.logs(
                    settings.engine(),
                    request.cloudwatchLogsExportConfiguration().enableLogTypes());
            Rules.logs(
                    settings.engine(),
                    request.cloudwatchLogsExportConfiguration().disableLogTypes());
        }
        if (Boolean.TRUE.equals(request.dedicatedLogVolume())
                && !wanted.text("StorageType", settings.storageType()).startsWith("io")) {
            throw RdsErrors.invalidCombination("A dedicated log volume needs provisioned IOPS storage.");
        }
    }

    private static void credentials(DBInstance settings, ModifyDbInstanceRequest request) {
        Rules.password(request.masterUserPassword());
        boolean managed = Boolean.TRUE.equals(request.manageMasterUserPassword());
        if (managed && request.masterUserPassword() != null) {
            throw RdsErrors.invalidCombination(
                    "MasterUserPassword can't be specified when ManageMasterUserPassword is turned on.");
        }
        if (settings.masterUserSecret() != null
                && request.masterUserPassword() != null
                && !Boolean.FALSE.equals(request.manageMasterUserPassword())) {
            throw RdsErrors.invalidCombination(
                    "MasterUserPassword can't be specified when ManageMasterUserPassword is turned on.");
        }
    }
}
