package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.PendingCloudwatchLogsExports;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * ModifyDBInstance. The answer comes before any effect, and for a while the instance still says {@code available}.
 * Some settings change at once, some as soon as possible each with a status of its own, and the rest wait for the
 * maintenance window unless ApplyImmediately is said.
 */
final class Modifications {

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final PendingChanges pendingChanges;
    private final ModificationRules rules;

    Modifications(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
        this.pendingChanges = new PendingChanges(account, new Renames(account));
        this.rules = new ModificationRules(account);
    }

    void register(Operations operations) {
        operations.on("ModifyDBInstance", ModifyDbInstanceRequest.class, this::modify);
    }

    private SdkPojo modify(ModifyDbInstanceRequest request) {
        Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
        rules.check(instance, request);
        Storage storage =
                Storage.of(instance.settings()).modified(instance.settings().engine(), new Wanted(request));
        pendingChanges.note(instance, request, storage);
        atOnce(instance, request);
        Set<Step> steps = asSoonAsPossible(instance, request);
        boolean immediately = Boolean.TRUE.equals(request.applyImmediately());
        if (!steps.isEmpty() || immediately && pendingChanges.something(instance)) {
            instance.phases().then(Phases.UNSEEN, account.timings.of(Lapse.ACCEPTANCE));
        }
        boolean others = immediately && pendingChanges.something(instance);
        steps.forEach(step -> instance.phases().then(step.status(), step.takes(), step.atEnd()));
        if (others) {
            pendingChanges.apply(instance);
        } else {
            pendingChanges.schedule(instance);
        }
        return ModifyDbInstanceResponse.builder()
                .dbInstance(descriptions.of(instance))
                .build();
    }

    /** Applies what is pending, as a maintenance window does. */
    void runMaintenanceWindow(Instance instance) {
        if (pendingChanges.something(instance)) {
            pendingChanges.apply(instance);
        }
    }

    private record Step(String status, Duration takes, Runnable atEnd) {}

    private void atOnce(Instance instance, ModifyDbInstanceRequest request) {
        boolean retention = request.backupRetentionPeriod() != null
                && !PendingChanges.changesBackups(
                        request.backupRetentionPeriod(), instance.settings().backupRetentionPeriod());
        instance.change(settings -> {
            set(request.copyTagsToSnapshot(), settings::copyTagsToSnapshot);
            set(request.deletionProtection(), settings::deletionProtection);
            set(request.preferredBackupWindow(), settings::preferredBackupWindow);
            set(request.preferredMaintenanceWindow(), settings::preferredMaintenanceWindow);
            set(request.autoMinorVersionUpgrade(), settings::autoMinorVersionUpgrade);
            set(request.maxAllocatedStorage(), settings::maxAllocatedStorage);
            set(request.promotionTier(), settings::promotionTier);
            if (retention) {
                settings.backupRetentionPeriod(request.backupRetentionPeriod());
            }
            // up to what there is: no autoscaling
            if (instance.settings().allocatedStorage().equals(request.maxAllocatedStorage())) {
                settings.maxAllocatedStorage(null);
            }
        });
    }

    private Set<Step> asSoonAsPossible(Instance instance, ModifyDbInstanceRequest request) {
        Set<Step> steps = new LinkedHashSet<>();
        groups(instance, request, steps);
        if (request.monitoringInterval() != null || request.monitoringRoleArn() != null) {
            steps.add(configuring("enhanced-monitoring", instance, settings -> {
                Integer seconds = request.monitoringInterval();
                set(seconds, settings::monitoringInterval);
                set(request.monitoringRoleArn(), settings::monitoringRoleArn);
                if (seconds != null && seconds == 0) {
                    settings.monitoringRoleArn(null).enhancedMonitoringResourceArn(null);
                } else {
                    settings.enhancedMonitoringResourceArn(account.monitoringArn(instance));
                }
            }));
        }
        if (request.enableIAMDatabaseAuthentication() != null) {
            instance.changePending(
                    pending -> pending.iamDatabaseAuthenticationEnabled(request.enableIAMDatabaseAuthentication()));
            steps.add(configuring("iam-database-auth", instance, settings -> {
                settings.iamDatabaseAuthenticationEnabled(request.enableIAMDatabaseAuthentication());
                settings.pendingModifiedValues(
                        without(instance, pending -> pending.iamDatabaseAuthenticationEnabled(null)));
            }));
        }
        if (request.cloudwatchLogsExportConfiguration() != null) {
            logs(instance, request, steps);
        }
        credentials(instance, request, steps);
        others(instance, request, steps);
        return steps;
    }

    private void groups(Instance instance, ModifyDbInstanceRequest request, Set<Step> steps) {
        boolean changed = false;
        if (!request.vpcSecurityGroupIds().isEmpty()) {
            instance.change(settings -> settings.vpcSecurityGroups(securityGroups(request, "adding")));
            changed = true;
        }
        String parameterGroup = request.dbParameterGroupName();
        String present = instance.settings().dbParameterGroups().get(0).dbParameterGroupName();
        boolean newParameters = parameterGroup != null && !parameterGroup.equalsIgnoreCase(present);
        if (newParameters) {
            instance.change(settings -> settings.dbParameterGroups(
                    Samples.parameterGroup(parameterGroup.toLowerCase(Locale.ROOT), "applying")));
            changed = true;
        }
        String optionGroup = request.optionGroupName();
        if (optionGroup != null
                && !optionGroup.equals(
                        instance.settings().optionGroupMemberships().get(0).optionGroupName())) {
            instance.change(settings -> settings.optionGroupMemberships(OptionGroupMembership.builder()
                    .optionGroupName(optionGroup)
                    .status("pending-maintenance-apply")
                    .build()));
        }
        if (changed) {
            steps.add(new Step(
                    "modifying",
                    account.timings.of(Lapse.APPLY),
                    () -> instance.change(settings -> {
                        if (!request.vpcSecurityGroupIds().isEmpty()) {
                            settings.vpcSecurityGroups(securityGroups(request, "active"));
                        }
                        if (newParameters) {
                            settings.dbParameterGroups(
                                    Samples.parameterGroup(parameterGroup.toLowerCase(Locale.ROOT), "pending-reboot"));
                        }
                    })));
        }
    }

    private static List<VpcSecurityGroupMembership> securityGroups(ModifyDbInstanceRequest request, String status) {
        return request.vpcSecurityGroupIds().stream()
                .map(id -> VpcSecurityGroupMembership.builder()
                        .vpcSecurityGroupId(id)
                        .status(status)
                        .build())
                .toList();
    }

    private void logs(Instance instance, ModifyDbInstanceRequest request, Set<Step> steps) {
        List<String> enabled = request.cloudwatchLogsExportConfiguration().enableLogTypes();
        List<String> disabled = request.cloudwatchLogsExportConfiguration().disableLogTypes();
        instance.changePending(pending -> pending.pendingCloudwatchLogsExports(
                exports -> exports.logTypesToEnable(enabled).logTypesToDisable(disabled)));
        steps.add(configuring("log-exports", instance, settings -> {
            Set<String> types = new LinkedHashSet<>(instance.settings().enabledCloudwatchLogsExports());
            types.addAll(enabled);
            disabled.forEach(types::remove);
            settings.enabledCloudwatchLogsExports(types);
            settings.pendingModifiedValues(without(
                    instance, pending -> pending.pendingCloudwatchLogsExports((PendingCloudwatchLogsExports) null)));
        }));
    }

    private void credentials(Instance instance, ModifyDbInstanceRequest request, Set<Step> steps) {
        String password = request.masterUserPassword();
        boolean managed = Boolean.TRUE.equals(request.manageMasterUserPassword());
        if (password == null && !managed) {
            return;
        }
        instance.changePending(pending -> pending.masterUserPassword("****"));
        Duration takes = account.timings.of(Lapse.CONFIGURE);
        steps.add(new Step("resetting-master-credentials", takes, () -> {
            instance.masterPassword(managed ? "managed by Secrets Manager" : password);
            String secret = "arn:aws:secretsmanager:" + account.region + ":" + RdsAccount.ACCOUNT + ":secret:rds!"
                    + instance.resourceId();
            instance.change(settings -> settings.masterUserSecret(
                            !managed
                                    ? null
                                    : MasterUserSecret.builder()
                                            .secretArn(secret)
                                            .secretStatus("active")
                                            .kmsKeyId(request.masterUserSecretKmsKeyId())
                                            .build())
                    .pendingModifiedValues(without(instance, pending -> pending.masterUserPassword(null))));
        }));
    }

    private void others(Instance instance, ModifyDbInstanceRequest request, Set<Step> steps) {
        Wanted wanted = new Wanted(request);
        boolean insights = wanted.says("EnablePerformanceInsights")
                || wanted.says("PerformanceInsightsKMSKeyId")
                || wanted.says("PerformanceInsightsRetentionPeriod")
                || wanted.says("DatabaseInsightsMode");
        boolean network = wanted.says("PubliclyAccessible") || wanted.says("NetworkType");
        boolean port = wanted.says("DBPortNumber");
        boolean cores = Boolean.TRUE.equals(request.useDefaultProcessorFeatures());
        if (insights || network || port || cores) {
            steps.add(new Step("modifying", account.timings.of(Lapse.MODIFY), () -> {
                insights(instance, request);
                instance.change(settings -> {
                    set(request.publiclyAccessible(), settings::publiclyAccessible);
                    set(request.networkType(), settings::networkType);
                    set(request.dbPortNumber(), settings::dbInstancePort);
                    if (cores) {
                        settings.processorFeatures(List.of());
                    }
                });
            }));
        }
        if (port) {
            steps.add(new Step("rebooting", account.timings.of(Lapse.REBOOT), instance::rebooted));
        }
    }

    /** Performance Insights that are enabled without saying how are kept for a week, with the key of RDS. */
    private void insights(Instance instance, ModifyDbInstanceRequest request) {
        DBInstance now = instance.settings();
        instance.change(settings -> {
            if (Boolean.TRUE.equals(request.enablePerformanceInsights())
                    && !Boolean.TRUE.equals(now.performanceInsightsEnabled())) {
                settings.performanceInsightsRetentionPeriod(7)
                        .performanceInsightsKMSKeyId(
                                "arn:aws:kms:" + account.region + ":" + RdsAccount.ACCOUNT + ":key/aws-rds");
            }
            set(request.enablePerformanceInsights(), settings::performanceInsightsEnabled);
            set(request.performanceInsightsKMSKeyId(), settings::performanceInsightsKMSKeyId);
            set(request.performanceInsightsRetentionPeriod(), settings::performanceInsightsRetentionPeriod);
            set(request.databaseInsightsModeAsString(), settings::databaseInsightsMode);
            if (Boolean.FALSE.equals(request.enablePerformanceInsights())) {
                settings.performanceInsightsKMSKeyId(null).performanceInsightsRetentionPeriod(null);
            }
        });
    }

    private Step configuring(String what, Instance instance, Consumer<DBInstance.Builder> effect) {
        return new Step("configuring-" + what, account.timings.of(Lapse.CONFIGURE), () -> instance.change(effect));
    }

    private static PendingModifiedValues without(Instance instance, Consumer<PendingModifiedValues.Builder> change) {
        PendingModifiedValues.Builder builder = instance.pending().toBuilder();
        change.accept(builder);
        return builder.build();
    }

    private static <T> void set(T wanted, Consumer<T> setter) {
        if (wanted != null) {
            setter.accept(wanted);
        }
    }
}
