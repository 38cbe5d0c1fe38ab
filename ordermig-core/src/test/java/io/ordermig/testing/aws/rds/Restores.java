package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * RestoreDBInstanceFromDBSnapshot, and what all restores of instances have in common: they lose whatever the request
 * does not say and the snapshot does not carry, and what the request cannot say.
 */
final class Restores {

    private final RdsAccount account;
    private final Descriptions descriptions;

    Restores(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on(
                "RestoreDBInstanceFromDBSnapshot", RestoreDbInstanceFromDbSnapshotRequest.class, this::fromSnapshot);
    }

    private SdkPojo fromSnapshot(RestoreDbInstanceFromDbSnapshotRequest request) {
        String identifier = Names.identifier("DBInstanceIdentifier", request.dbInstanceIdentifier());
        Snapshot snapshot = source(request);
        if (!snapshot.status().equals("available")) {
            throw RdsErrors.invalidSnapshotState(
                    "The snapshot " + snapshot.identifier() + " is not available: " + snapshot.status() + ".");
        }
        List<Tag> tags = Tags.ofTheUser(snapshot.source().tagList());
        Instance instance = make(identifier, snapshot.source(), tags, new Wanted(request));
        instance.masterPassword(snapshot.masterPassword());
        instance.data().set(account.timeline.now(), snapshot.dataVersion());
        account.events.add(Events.Kind.RESTORED, identifier, snapshot.identifier());
        account.listeners.forEach(
                listener -> listener.instanceRestored(descriptions.of(instance), descriptions.of(snapshot)));
        return RestoreDbInstanceFromDbSnapshotResponse.builder()
                .dbInstance(descriptions.of(instance))
                .build();
    }

    private Snapshot source(RestoreDbInstanceFromDbSnapshotRequest request) {
        if (request.dbClusterSnapshotIdentifier() == null) {
            return account.snapshot("DBSnapshotIdentifier", request.dbSnapshotIdentifier());
        }
        if (request.dbSnapshotIdentifier() != null) {
            throw RdsErrors.invalidCombination(
                    "DBSnapshotIdentifier and DBClusterSnapshotIdentifier can't be specified together.");
        }
        ClusterSnapshot snapshot =
                account.clusterSnapshot("DBClusterSnapshotIdentifier", request.dbClusterSnapshotIdentifier());
        if (snapshot.source().engine().startsWith("aurora")) {
            throw RdsErrors.invalidValue("The DB cluster snapshot " + snapshot.identifier()
                    + " is of Aurora. Use RestoreDBClusterFromSnapshot instead.");
        }
        throw new UnsupportedOperationException("An instance from the snapshot of a Multi-AZ DB cluster");
    }

    /** Makes an instance out of a source, with what is wanted, and of everything else the default. */
    Instance make(String identifier, DBInstance source, List<Tag> sourceTags, Wanted wanted) {
        account.checkNewInstance(identifier);
        DBInstance settings = settings(identifier, source, sourceTags, wanted);
        account.faults.checkKey(source.kmsKeyId());
        account.faults.checkCapacity(settings.dbInstanceClass());
        Instance instance = new Instance(settings, account.timeline);
        account.add(instance);
        String end = account.faults.restoreEndsAs();
        instance.phases().rest(end);
        instance.phases().then("creating", account.timings.of(Lapse.RESTORE), () -> made(instance));
        if (end.equals(Phases.AVAILABLE)) {
            if (settings.backupRetentionPeriod() > 0) {
                instance.phases().then("backing-up", account.timings.of(Lapse.FIRST_BACKUP));
            }
            if (settings.hasEnabledCloudwatchLogsExports()
                    && !settings.enabledCloudwatchLogsExports().isEmpty()) {
                instance.phases().then("configuring-log-exports", account.timings.of(Lapse.CONFIGURE));
            }
        }
        return instance;
    }

    private void made(Instance instance) {
        instance.change(settings -> settings.instanceCreateTime(account.timeline.now()));
        account.events.add(Events.Kind.CREATED, instance.identifier());
    }

    private DBInstance settings(String identifier, DBInstance source, List<Tag> sourceTags, Wanted wanted) {
        String subnetGroup = wanted.text("DBSubnetGroupName");
        DBSubnetGroup subnets = account.catalog.subnetGroup(subnetGroup);
        List<String> groups = wanted.says("VpcSecurityGroupIds")
                ? wanted.texts("VpcSecurityGroupIds")
                : List.of(account.catalog.defaultSecurityGroup(subnets.vpcId()));
        account.catalog.checkSecurityGroups(groups, subnets.vpcId());
        String engine = source.engine();
        String version = source.engineVersion();
        List<Tag> tags = Tags.valid(wanted.tags());
        refuseWhatDoesNotFit(wanted, source);
        Storage storage = Storage.restored(source, wanted);
        boolean multiAz = wanted.flag("MultiAZ", false);
        return Samples.instance(account, identifier).toBuilder()
                .instanceCreateTime(null)
                .engine(engine)
                .engineVersion(version)
                .dbInstanceClass(wanted.text("DBInstanceClass", source.dbInstanceClass()))
                .licenseModel(wanted.text("LicenseModel", source.licenseModel()))
                .dbName(source.dbName())
                .masterUsername(source.masterUsername())
                .dbInstancePort(wanted.number("Port", source.dbInstancePort()))
                .storageEncrypted(source.storageEncrypted())
                .kmsKeyId(source.kmsKeyId())
                .storageType(storage.type())
                .allocatedStorage(storage.gib())
                .iops(storage.iops())
                .storageThroughput(storage.throughput())
                .dbSubnetGroup(subnets)
                .vpcSecurityGroups(groups.stream().map(Samples::securityGroup).toList())
                .dbParameterGroups(Samples.parameterGroup(
                        account.catalog.parameterGroup(wanted.text("DBParameterGroupName"), engine, version),
                        "in-sync"))
                .optionGroupMemberships(Samples.optionGroup(
                        account.catalog.optionGroup(wanted.text("OptionGroupName"), engine, version)))
                .multiAZ(multiAz)
                .availabilityZone(wanted.text("AvailabilityZone", account.region + "c"))
                .secondaryAvailabilityZone(multiAz ? account.region + "a" : null)
                .publiclyAccessible(wanted.flag("PubliclyAccessible", subnetGroup == null))
                .autoMinorVersionUpgrade(wanted.flag("AutoMinorVersionUpgrade", true))
                .copyTagsToSnapshot(wanted.flag("CopyTagsToSnapshot", false))
                .iamDatabaseAuthenticationEnabled(wanted.flag("EnableIAMDatabaseAuthentication", false))
                .enabledCloudwatchLogsExports(wanted.texts("EnableCloudwatchLogsExports"))
                .processorFeatures(wanted.processorFeatures())
                .deletionProtection(wanted.flag("DeletionProtection", false))
                .networkType(wanted.text("NetworkType", "IPV4"))
                .dedicatedLogVolume(wanted.flag("DedicatedLogVolume", false))
                .caCertificateIdentifier(account.catalog.certificate(wanted.text("CACertificateIdentifier")))
                .backupRetentionPeriod(wanted.number("BackupRetentionPeriod", source.backupRetentionPeriod()))
                .preferredBackupWindow(wanted.text("PreferredBackupWindow", "06:22-06:52"))
                .preferredMaintenanceWindow("thu:08:11-thu:08:41")
                .engineLifecycleSupport(wanted.text("EngineLifecycleSupport", source.engineLifecycleSupport()))
                .tagList(tags.isEmpty() ? sourceTags : tags)
                .build();
    }

    private static void refuseWhatDoesNotFit(Wanted wanted, DBInstance source) {
        if (wanted.flag("MultiAZ", false) && wanted.says("AvailabilityZone")) {
            throw RdsErrors.invalidCombination(
                    "Requesting a specific availability zone is not valid for Multi-AZ instances.");
        }
        if (!wanted.text("Engine", source.engine()).equals(source.engine())) {
            throw RdsErrors.invalidCombination(
                    "The engine " + wanted.text("Engine") + " is not compatible with " + source.engine() + ".");
        }
        if (wanted.flag("ManageMasterUserPassword", false)) {
            throw RdsErrors.invalidCombination(
                    "ManageMasterUserPassword is not supported when restoring with the engine " + source.engine());
        }
        if (wanted.flag("DedicatedLogVolume", false)
                && !Storage.restored(source, wanted).type().startsWith("io")) {
            throw RdsErrors.invalidCombination("A dedicated log volume needs provisioned IOPS storage.");
        }
        Rules.retention(wanted.number("BackupRetentionPeriod"), 0);
        Rules.logs(source.engine(), wanted.texts("EnableCloudwatchLogsExports"));
        Rules.windows(wanted.text("PreferredBackupWindow"), null);
    }
}
