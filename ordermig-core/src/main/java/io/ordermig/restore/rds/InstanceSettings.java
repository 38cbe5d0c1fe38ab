package io.ordermig.restore.rds;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The settings of an instance that are to be as they were. Each is compared; most can be asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html">DBInstance</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html">ModifyDBInstance</a>
 */
final class InstanceSettings {

    static final String ROLES = "AssociatedRoles";
    static final String TAGS = "TagList";

    /** All of them but the tags. */
    static final List<InstanceSetting> ALL = List.of(
            fixed("Engine", DBInstance::engine),
            fixed("EngineVersion", DBInstance::engineVersion),
            fixed("EngineLifecycleSupport", DBInstance::engineLifecycleSupport),
            fixed("MasterUsername", DBInstance::masterUsername),
            fixed("DBName", DBInstance::dbName),
            fixed("StorageEncrypted", DBInstance::storageEncrypted),
            fixed("StorageEncryptionType", DBInstance::storageEncryptionTypeAsString),
            fixed("KmsKeyId", DBInstance::kmsKeyId),
            fixed("CharacterSetName", DBInstance::characterSetName),
            fixed("Timezone", DBInstance::timezone),
            fixed("BackupTarget", DBInstance::backupTarget),
            fixed("CustomerOwnedIpEnabled", DBInstance::customerOwnedIpEnabled),
            fixed("CustomIamInstanceProfile", DBInstance::customIamInstanceProfile),
            fixed("MultiTenant", DBInstance::multiTenant),
            fixed("ReplicaMode", DBInstance::replicaModeAsString),
            fixed("ActivityStreamMode", DBInstance::activityStreamModeAsString),
            fixed("AdditionalStorageVolumes", DBInstance::additionalStorageVolumes),
            fixed(
                    "DomainMemberships",
                    instance -> named(instance.domainMemberships(), membership -> String.valueOf(membership.domain()))),
            fixed(
                    ROLES,
                    instance -> named(instance.associatedRoles(), role -> role.featureName() + " " + role.roleArn())),
            // Of several zones RDS chooses which one writes.
            fixed(
                    "AvailabilityZone",
                    instance -> Boolean.TRUE.equals(instance.multiAZ()) ? null : instance.availabilityZone()),
            of("DBInstanceClass", DBInstance::dbInstanceClass, ModifyDbInstanceRequest.Builder::dbInstanceClass),
            of("LicenseModel", DBInstance::licenseModel, ModifyDbInstanceRequest.Builder::licenseModel),
            of("MultiAZ", DBInstance::multiAZ, ModifyDbInstanceRequest.Builder::multiAZ),
            new InstanceSetting("AllocatedStorage", DBInstance::allocatedStorage, InstanceStorage::ask),
            new InstanceSetting("StorageType", DBInstance::storageType, InstanceStorage::ask),
            new InstanceSetting("Iops", InstanceStorage::iops, InstanceStorage::ask),
            new InstanceSetting("StorageThroughput", InstanceStorage::throughput, InstanceStorage::ask),
            // Up to what there is means without growth.
            new InstanceSetting(
                    "MaxAllocatedStorage",
                    DBInstance::maxAllocatedStorage,
                    (request, wanted, live) -> request.maxAllocatedStorage(
                            wanted.maxAllocatedStorage() == null
                                    ? live.allocatedStorage()
                                    : wanted.maxAllocatedStorage())),
            of("DBSubnetGroup", InstanceSettings::subnetGroup, ModifyDbInstanceRequest.Builder::dbSubnetGroupName),
            new InstanceSetting(
                    "VpcSecurityGroups",
                    InstanceSettings::securityGroups,
                    (request, wanted, live) -> request.vpcSecurityGroupIds(securityGroups(wanted))),
            of(
                    "DBParameterGroups",
                    InstanceSettings::parameterGroup,
                    ModifyDbInstanceRequest.Builder::dbParameterGroupName),
            of(
                    "OptionGroupMemberships",
                    InstanceSettings::optionGroup,
                    ModifyDbInstanceRequest.Builder::optionGroupName),
            of(
                    "BackupRetentionPeriod",
                    DBInstance::backupRetentionPeriod,
                    ModifyDbInstanceRequest.Builder::backupRetentionPeriod),
            of(
                    "PreferredBackupWindow",
                    DBInstance::preferredBackupWindow,
                    ModifyDbInstanceRequest.Builder::preferredBackupWindow),
            of(
                    "PreferredMaintenanceWindow",
                    DBInstance::preferredMaintenanceWindow,
                    ModifyDbInstanceRequest.Builder::preferredMaintenanceWindow),
            flag(
                    "AutoMinorVersionUpgrade",
                    DBInstance::autoMinorVersionUpgrade,
                    ModifyDbInstanceRequest.Builder::autoMinorVersionUpgrade),
            flag(
                    "PubliclyAccessible",
                    DBInstance::publiclyAccessible,
                    ModifyDbInstanceRequest.Builder::publiclyAccessible),
            flag(
                    "CopyTagsToSnapshot",
                    DBInstance::copyTagsToSnapshot,
                    ModifyDbInstanceRequest.Builder::copyTagsToSnapshot),
            flag(
                    "DeletionProtection",
                    DBInstance::deletionProtection,
                    ModifyDbInstanceRequest.Builder::deletionProtection),
            flag(
                    "IAMDatabaseAuthenticationEnabled",
                    DBInstance::iamDatabaseAuthenticationEnabled,
                    ModifyDbInstanceRequest.Builder::enableIAMDatabaseAuthentication),
            flag(
                    "DedicatedLogVolume",
                    DBInstance::dedicatedLogVolume,
                    ModifyDbInstanceRequest.Builder::dedicatedLogVolume),
            new InstanceSetting(
                    "EnabledCloudwatchLogsExports", DBInstance::enabledCloudwatchLogsExports, InstanceSettings::logs),
            new InstanceSetting(
                    "MonitoringInterval", instance -> orNull(instance.monitoringInterval()), InstanceSettings::monitor),
            new InstanceSetting("MonitoringRoleArn", DBInstance::monitoringRoleArn, InstanceSettings::monitor),
            new InstanceSetting(
                    "PerformanceInsightsEnabled", DBInstance::performanceInsightsEnabled, InstanceSettings::insights),
            new InstanceSetting(
                    "PerformanceInsightsKMSKeyId", DBInstance::performanceInsightsKMSKeyId, InstanceSettings::insights),
            new InstanceSetting(
                    "PerformanceInsightsRetentionPeriod",
                    DBInstance::performanceInsightsRetentionPeriod,
                    InstanceSettings::insights),
            new InstanceSetting(
                    "DatabaseInsightsMode", DBInstance::databaseInsightsModeAsString, InstanceSettings::insights),
            of(
                    "CACertificateIdentifier",
                    DBInstance::caCertificateIdentifier,
                    ModifyDbInstanceRequest.Builder::caCertificateIdentifier),
            of("NetworkType", DBInstance::networkType, ModifyDbInstanceRequest.Builder::networkType),
            new InstanceSetting(
                    "ProcessorFeatures",
                    instance -> named(instance.processorFeatures(), each -> each.name() + " " + each.value()),
                    (request, wanted, live) -> {
                        if (wanted.processorFeatures().isEmpty()) {
                            request.useDefaultProcessorFeatures(true);
                        } else {
                            request.processorFeatures(wanted.processorFeatures());
                        }
                    }),
            of("DbInstancePort", InstanceSettings::port, ModifyDbInstanceRequest.Builder::dbPortNumber),
            new InstanceSetting(
                    "MasterUserSecret",
                    instance -> instance.masterUserSecret() != null,
                    (request, wanted, live) -> request.manageMasterUserPassword(wanted.masterUserSecret() != null)));

    private InstanceSettings() {}

    private static InstanceSetting fixed(String name, Function<DBInstance, @Nullable Object> reading) {
        return new InstanceSetting(name, reading, null);
    }

    /** A setting that stays as it is when nothing was captured of it. */
    private static <T> InstanceSetting of(
            String name,
            Function<DBInstance, @Nullable T> reading,
            BiConsumer<ModifyDbInstanceRequest.Builder, T> asking) {
        return new InstanceSetting(name, reading::apply, (request, wanted, live) -> {
            T value = reading.apply(wanted);
            if (value != null) {
                asking.accept(request, value);
            }
        });
    }

    /** A setting that is off when nothing was captured of it. */
    private static InstanceSetting flag(
            String name,
            Function<DBInstance, @Nullable Boolean> reading,
            BiConsumer<ModifyDbInstanceRequest.Builder, Boolean> asking) {
        return new InstanceSetting(
                name,
                reading::apply,
                (request, wanted, live) -> asking.accept(request, Boolean.TRUE.equals(reading.apply(wanted))));
    }

    static @Nullable String subnetGroup(DBInstance instance) {
        return instance.dbSubnetGroup() == null
                ? null
                : instance.dbSubnetGroup().dbSubnetGroupName();
    }

    static List<String> securityGroups(DBInstance instance) {
        return named(instance.vpcSecurityGroups(), group -> String.valueOf(group.vpcSecurityGroupId()));
    }

    static @Nullable String parameterGroup(DBInstance instance) {
        return instance.dbParameterGroups().isEmpty()
                ? null
                : instance.dbParameterGroups().get(0).dbParameterGroupName();
    }

    static @Nullable String optionGroup(DBInstance instance) {
        return instance.optionGroupMemberships().isEmpty()
                ? null
                : instance.optionGroupMemberships().get(0).optionGroupName();
    }

    /** The endpoint knows it best; in the settings of an instance it is 0 as a rule. */
    static @Nullable Integer port(DBInstance instance) {
        if (instance.endpoint() != null && instance.endpoint().port() != null) {
            return instance.endpoint().port();
        }
        return orNull(instance.dbInstancePort());
    }

    static @Nullable Integer orNull(@Nullable Integer number) {
        return number == null || number == 0 ? null : number;
    }

    private static void logs(ModifyDbInstanceRequest.Builder request, DBInstance wanted, DBInstance live) {
        List<String> all = wanted.enabledCloudwatchLogsExports();
        List<String> now = live.enabledCloudwatchLogsExports();
        request.cloudwatchLogsExportConfiguration(
                exports -> exports.enableLogTypes(without(all, now)).disableLogTypes(without(now, all)));
    }

    static List<String> without(List<String> some, Collection<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private static void monitor(ModifyDbInstanceRequest.Builder request, DBInstance wanted, DBInstance live) {
        boolean on = orNull(wanted.monitoringInterval()) != null;
        request.monitoringInterval(on ? wanted.monitoringInterval() : 0)
                .monitoringRoleArn(on ? wanted.monitoringRoleArn() : null);
    }

    private static void insights(ModifyDbInstanceRequest.Builder request, DBInstance wanted, DBInstance live) {
        boolean on = Boolean.TRUE.equals(wanted.performanceInsightsEnabled());
        request.enablePerformanceInsights(on).databaseInsightsMode(wanted.databaseInsightsModeAsString());
        if (on) {
            request.performanceInsightsKMSKeyId(wanted.performanceInsightsKMSKeyId())
                    .performanceInsightsRetentionPeriod(wanted.performanceInsightsRetentionPeriod());
        }
    }

    /** Tags that people gave; those of AWS nobody can set, and those of ordermig are of one instance alone. */
    static List<Tag> ownTags(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> !tag.key().startsWith("ordermig:")
                        && !tag.key().regionMatches(true, 0, "aws:", 0, "aws:".length()))
                .toList();
    }

    static <T> List<String> named(List<T> items, Function<T, String> name) {
        return items.stream().map(name).toList();
    }
}
