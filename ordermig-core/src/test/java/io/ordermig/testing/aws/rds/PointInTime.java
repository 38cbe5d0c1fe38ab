package io.ordermig.testing.aws.rds;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceAutomatedBackup;
import software.amazon.awssdk.services.rds.model.DescribeDbInstanceAutomatedBackupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstanceAutomatedBackupsResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeResponse;
import software.amazon.awssdk.services.rds.model.RestoreWindow;
import software.amazon.awssdk.services.rds.model.Tag;

/** RestoreDBInstanceToPointInTime, and DescribeDBInstanceAutomatedBackups that says from when to when it can. */
final class PointInTime {

    private record Source(
            DBInstance settings, DataHistory data, String masterPassword, Instant earliest, Instant latest) {}

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final Restores restores;
    private final Filters<DBInstanceAutomatedBackup> filters = new Filters<DBInstanceAutomatedBackup>()
            .on("status", DBInstanceAutomatedBackup::status)
            .on("db-instance-id", DBInstanceAutomatedBackup::dbInstanceIdentifier)
            .on("dbi-resource-id", DBInstanceAutomatedBackup::dbiResourceId);

    PointInTime(RdsAccount account, Descriptions descriptions, Restores restores) {
        this.account = account;
        this.descriptions = descriptions;
        this.restores = restores;
    }

    void register(Operations operations) {
        operations.on("RestoreDBInstanceToPointInTime", RestoreDbInstanceToPointInTimeRequest.class, this::restore);
        operations.on(
                "DescribeDBInstanceAutomatedBackups", DescribeDbInstanceAutomatedBackupsRequest.class, this::describe);
    }

    private SdkPojo restore(RestoreDbInstanceToPointInTimeRequest request) {
        String target = Names.identifier("TargetDBInstanceIdentifier", request.targetDBInstanceIdentifier());
        Source source = source(request);
        boolean latest = Boolean.TRUE.equals(request.useLatestRestorableTime());
        if (latest == (request.restoreTime() != null)) {
            throw RdsErrors.invalidCombination("Either RestoreTime or UseLatestRestorableTime must be specified.");
        }
        Instant time = latest ? source.latest() : request.restoreTime();
        if (time.isAfter(source.latest()) || time.isBefore(source.earliest())) {
            throw RdsErrors.invalidValue("The specified instance cannot be restored to " + time
                    + ". It must be between " + source.earliest() + " and " + source.latest() + ".");
        }
        Wanted wanted = new Wanted(request);
        List<Tag> tags = Tags.ofTheUser(source.settings().tagList());
        Rules.growth(wanted.number("MaxAllocatedStorage"), source.settings().allocatedStorage());
        Instance instance = restores.make(target, source.settings(), tags, wanted);
        instance.change(settings -> settings.maxAllocatedStorage(request.maxAllocatedStorage()));
        instance.masterPassword(source.masterPassword());
        instance.data().set(account.timeline.now(), source.data().at(time));
        String resource = source.settings().dbiResourceId();
        account.events.add(
                Events.Kind.RESTORED_TO_TIME, target, source.settings().dbInstanceIdentifier(), target);
        account.listeners.forEach(
                listener -> listener.instanceRestoredToTime(descriptions.of(instance), resource, time));
        return RestoreDbInstanceToPointInTimeResponse.builder()
                .dbInstance(descriptions.of(instance))
                .build();
    }

    private Source source(RestoreDbInstanceToPointInTimeRequest request) {
        long given = Stream.of(
                        request.sourceDBInstanceIdentifier(),
                        request.sourceDbiResourceId(),
                        request.sourceDBInstanceAutomatedBackupsArn())
                .filter(text -> text != null)
                .count();
        if (given != 1) {
            throw RdsErrors.invalidCombination("Exactly one source must be specified: SourceDBInstanceIdentifier,"
                    + " SourceDbiResourceId or SourceDBInstanceAutomatedBackupsArn.");
        }
        if (request.sourceDBInstanceIdentifier() != null) {
            return source(account.instance("SourceDBInstanceIdentifier", request.sourceDBInstanceIdentifier()));
        }
        String resource = request.sourceDbiResourceId() != null
                ? request.sourceDbiResourceId()
                : resourceOf(request.sourceDBInstanceAutomatedBackupsArn());
        for (Instance instance : account.instances.values()) {
            if (instance.resourceId().equalsIgnoreCase(resource)) {
                return source(instance);
            }
        }
        RetainedBackups retained = account.retainedBackups.get(resource);
        if (retained == null) {
            throw RdsErrors.automatedBackupNotFound(resource);
        }
        return new Source(
                retained.settings(),
                retained.data(),
                retained.masterPassword(),
                retained.earliest(),
                retained.latest());
    }

    private Source source(Instance instance) {
        if (instance.settings().dbClusterIdentifier() != null) {
            throw RdsErrors.invalidValue(
                    "The specified instance is a member of a cluster. Use" + " RestoreDBClusterToPointInTime instead.");
        }
        Instant latest = descriptions.latestRestorableTime(instance);
        if (latest == null) {
            throw RdsErrors.pointInTimeRestoreNotEnabled(instance.identifier());
        }
        return new Source(
                instance.settings(),
                instance.data(),
                instance.masterPassword(),
                descriptions.earliestRestorableTime(instance.settings()),
                latest);
    }

    private SdkPojo describe(DescribeDbInstanceAutomatedBackupsRequest request) {
        filters.check(request.filters());
        NavigableMap<String, DBInstanceAutomatedBackup> found = new TreeMap<>();
        for (Instance instance : account.instances.values()) {
            Integer retention = instance.settings().backupRetentionPeriod();
            if (retention != null && retention > 0 && instance.settings().dbClusterIdentifier() == null) {
                found.put(instance.resourceId(), of(instance));
            }
        }
        account.retainedBackups.forEach((resource, backups) ->
                found.put(resource, of(backups.settings(), "retained", backups.earliest(), backups.latest())));
        found.values().removeIf(backup -> !asked(backup, request) || !filters.matches(backup, request.filters()));
        if (found.isEmpty() && (request.dbiResourceId() != null || request.dbInstanceIdentifier() != null)) {
            throw RdsErrors.automatedBackupNotFound(
                    request.dbiResourceId() == null ? request.dbInstanceIdentifier() : request.dbiResourceId());
        }
        Page<DBInstanceAutomatedBackup> page =
                Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbInstanceAutomatedBackupsResponse.builder()
                .dbInstanceAutomatedBackups(page.items())
                .marker(page.marker())
                .build();
    }

    private static boolean asked(DBInstanceAutomatedBackup backup, DescribeDbInstanceAutomatedBackupsRequest request) {
        return (request.dbiResourceId() == null || request.dbiResourceId().equalsIgnoreCase(backup.dbiResourceId()))
                && (request.dbInstanceIdentifier() == null
                        || request.dbInstanceIdentifier().equalsIgnoreCase(backup.dbInstanceIdentifier()))
                && (request.dbInstanceAutomatedBackupsArn() == null
                        || request.dbInstanceAutomatedBackupsArn().equals(backup.dbInstanceAutomatedBackupsArn()));
    }

    private DBInstanceAutomatedBackup of(Instance instance) {
        Instant latest = descriptions.latestRestorableTime(instance);
        return latest == null
                ? of(instance.settings(), "creating", null, null)
                : of(instance.settings(), "active", descriptions.earliestRestorableTime(instance.settings()), latest);
    }

    private DBInstanceAutomatedBackup of(DBInstance settings, String status, Instant earliest, Instant latest) {
        return DBInstanceAutomatedBackup.builder()
                .dbInstanceIdentifier(settings.dbInstanceIdentifier())
                .dbInstanceArn(account.arn("db", settings.dbInstanceIdentifier()))
                .dbiResourceId(settings.dbiResourceId())
                .dbInstanceAutomatedBackupsArn(arn(settings.dbiResourceId()))
                .region(account.region)
                .status(status)
                .restoreWindow(RestoreWindow.builder()
                        .earliestTime(earliest)
                        .latestTime(latest)
                        .build())
                .engine(settings.engine())
                .engineVersion(settings.engineVersion())
                .allocatedStorage(settings.allocatedStorage())
                .storageType(settings.storageType())
                .port(settings.dbInstancePort())
                .masterUsername(settings.masterUsername())
                .instanceCreateTime(settings.instanceCreateTime())
                .backupRetentionPeriod(settings.backupRetentionPeriod())
                .preferredBackupWindow(settings.preferredBackupWindow())
                .encrypted(settings.storageEncrypted())
                .kmsKeyId(settings.kmsKeyId())
                .vpcId(settings.dbSubnetGroup().vpcId())
                .build();
    }

    private String arn(String resource) {
        return account.arn(
                "auto-backup", "ab-" + resource.substring("db-".length()).toLowerCase(Locale.ROOT));
    }

    private static String resourceOf(String arn) {
        return "db-" + Names.fromArn(arn).substring("ab-".length()).toUpperCase(Locale.ROOT);
    }
}
