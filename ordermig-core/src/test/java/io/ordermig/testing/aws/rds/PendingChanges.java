package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * The changes that wait for the maintenance window, in PendingModifiedValues: a request with ApplyImmediately applies
 * all of them, older ones too.
 */
final class PendingChanges {

    private static final PendingModifiedValues NONE =
            PendingModifiedValues.builder().build();
    private static final String OPTIMIZING = "storage-optimization";

    private final RdsAccount account;
    private final Renames renames;

    PendingChanges(RdsAccount account, Renames renames) {
        this.account = account;
        this.renames = renames;
    }

    /** Notes what is to change, leaving out what is so already. */
    void note(Instance instance, ModifyDbInstanceRequest request, Storage storage) {
        DBInstance now = instance.settings();
        String newName = request.newDBInstanceIdentifier() == null
                ? null
                : renames.reserve(instance, request.newDBInstanceIdentifier());
        instance.changePending(pending -> {
            set(request.dbInstanceClass(), now.dbInstanceClass(), pending::dbInstanceClass);
            set(request.multiAZ(), now.multiAZ(), pending::multiAZ);
            set(request.engineVersion(), now.engineVersion(), pending::engineVersion);
            set(request.licenseModel(), now.licenseModel(), pending::licenseModel);
            set(request.caCertificateIdentifier(), now.caCertificateIdentifier(), pending::caCertificateIdentifier);
            set(request.dbSubnetGroupName(), now.dbSubnetGroup().dbSubnetGroupName(), pending::dbSubnetGroupName);
            set(request.dedicatedLogVolume(), now.dedicatedLogVolume(), pending::dedicatedLogVolume);
            if (!request.processorFeatures().isEmpty()
                    && !request.processorFeatures().equals(now.processorFeatures())) {
                pending.processorFeatures(request.processorFeatures());
            }
            set(storage.type(), now.storageType(), pending::storageType);
            set(storage.gib(), now.allocatedStorage(), pending::allocatedStorage);
            set(storage.iops(), now.iops(), pending::iops);
            set(storage.throughput(), now.storageThroughput(), pending::storageThroughput);
            if (changesBackups(request.backupRetentionPeriod(), now.backupRetentionPeriod())) {
                pending.backupRetentionPeriod(request.backupRetentionPeriod());
            }
            if (newName != null) {
                pending.dbInstanceIdentifier(newName);
            }
        });
    }

    /** Whether backups are turned on or off, which is the one change of the retention that waits. */
    static boolean changesBackups(Integer wanted, Integer present) {
        return wanted != null && (wanted == 0) != (present == null || present == 0);
    }

    private static <T> void set(T wanted, T present, Consumer<T> setter) {
        if (wanted != null && !wanted.equals(present)) {
            setter.accept(wanted);
        }
    }

    /** Plans for the next maintenance window what is pending. */
    void schedule(Instance instance) {
        if (something(instance)) {
            String window = instance.settings().preferredMaintenanceWindow();
            account.timeline.at(MaintenanceWindow.parse(window).nextAfter(account.timeline.now()), () -> {
                if (account.instances.containsValue(instance) && something(instance)) {
                    apply(instance);
                }
            });
        }
    }

    /** Whether anything waits that a maintenance window applies. */
    boolean something(Instance instance) {
        return !instance.pending().equals(NONE)
                || instance.settings().optionGroupMemberships().get(0).status().startsWith("pending");
    }

    /** Appends the phases that apply everything pending. */
    void apply(Instance instance) {
        PendingModifiedValues pending = instance.pending();
        PendingModifiedValues values =
                pending.toBuilder().dbInstanceIdentifier(null).build();
        boolean options =
                !instance.settings().optionGroupMemberships().get(0).status().equals("in-sync");
        if (!values.equals(NONE) || options) {
            String status = pending.engineVersion() == null ? "modifying" : "upgrading";
            instance.phases().then(status, account.timings.of(Lapse.MODIFY), () -> settle(instance));
            boolean reboots = pending.dbInstanceClass() != null
                    || pending.engineVersion() != null
                    || pending.hasProcessorFeatures();
            if (reboots && pending.dbInstanceIdentifier() == null) {
                instance.phases().then("rebooting", account.timings.of(Lapse.REBOOT), instance::rebooted);
            }
            if (PendingChanges.changesBackups(
                    pending.backupRetentionPeriod(), instance.settings().backupRetentionPeriod())) {
                instance.phases().then("backing-up", account.timings.of(Lapse.FIRST_BACKUP));
            }
        }
        if (pending.dbInstanceIdentifier() != null) {
            renames.begin(instance);
        }
    }

    private void settle(Instance instance) {
        PendingModifiedValues pending = instance.pending();
        DBInstance now = instance.settings();
        boolean storage = pending.storageType() != null
                || pending.allocatedStorage() != null
                || pending.iops() != null
                || pending.storageThroughput() != null;
        String version = either(pending.engineVersion(), now.engineVersion());
        instance.change(settings -> {
            settings.dbInstanceClass(either(pending.dbInstanceClass(), now.dbInstanceClass()))
                    .engineVersion(version)
                    .licenseModel(either(pending.licenseModel(), now.licenseModel()))
                    .caCertificateIdentifier(either(pending.caCertificateIdentifier(), now.caCertificateIdentifier()))
                    .dedicatedLogVolume(either(pending.dedicatedLogVolume(), now.dedicatedLogVolume()))
                    .backupRetentionPeriod(either(pending.backupRetentionPeriod(), now.backupRetentionPeriod()))
                    .storageType(either(pending.storageType(), now.storageType()))
                    .allocatedStorage(either(pending.allocatedStorage(), now.allocatedStorage()))
                    .optionGroupMemberships(Samples.optionGroup(
                            now.optionGroupMemberships().get(0).optionGroupName()));
            if (pending.storageType() != null || pending.iops() != null || pending.storageThroughput() != null) {
                settings.iops(pending.iops() == null && pending.storageType() == null ? now.iops() : pending.iops());
                settings.storageThroughput(
                        pending.storageThroughput() == null && pending.storageType() == null
                                ? now.storageThroughput()
                                : pending.storageThroughput());
            }
            if (pending.hasProcessorFeatures() && !pending.processorFeatures().isEmpty()) {
                settings.processorFeatures(pending.processorFeatures());
            }
            if (pending.multiAZ() != null) {
                settings.multiAZ(pending.multiAZ())
                        .secondaryAvailabilityZone(pending.multiAZ() ? account.region + "b" : null);
            }
            if (pending.dbSubnetGroupName() != null) {
                move(settings, now, pending.dbSubnetGroupName());
            }
        });
        instance.change(settings -> settings.pendingModifiedValues(PendingModifiedValues.builder()
                .dbInstanceIdentifier(pending.dbInstanceIdentifier())
                .build()));
        if (storage) {
            optimize(instance);
        }
    }

    /** Into another subnet group; in another VPC the security groups that are not of it give way to the default one. */
    private void move(DBInstance.Builder settings, DBInstance now, String subnetGroup) {
        settings.dbSubnetGroup(account.catalog.subnetGroup(subnetGroup));
        String vpc = account.catalog.subnetGroup(subnetGroup).vpcId();
        List<String> groups = now.vpcSecurityGroups().stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
        if (!account.catalog.allIn(groups, vpc)) {
            settings.vpcSecurityGroups(Samples.securityGroup(account.catalog.defaultSecurityGroup(vpc)));
        }
    }

    private void optimize(Instance instance) {
        if (instance.phases().resting().equals(Phases.AVAILABLE)
                || instance.phases().resting().equals("storage-full")) {
            instance.phases().rest(OPTIMIZING);
            account.timeline.after(account.timings.of(Lapse.STORAGE_OPTIMIZATION), () -> {
                if (instance.phases().resting().equals(OPTIMIZING)) {
                    instance.phases().rest(Phases.AVAILABLE);
                }
            });
        }
    }

    private static <T> T either(T pending, T present) {
        return Objects.requireNonNullElse(pending, present);
    }
}
