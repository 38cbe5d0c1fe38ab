package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.snapshot.rds.InstanceSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceAutomatedBackup;
import software.amazon.awssdk.services.rds.model.DbInstanceAutomatedBackupNotFoundException;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.Tag;

/** Instances of their own. */
record Instances(RdsClient rds) implements RdsResources {

    @Override
    public String noun() {
        return "instance";
    }

    @Override
    public Optional<RdsResource> named(String identifier) {
        return InstanceSource.described(rds, identifier)
                .filter(Instances::isOwn)
                .map(Instances::of);
    }

    @Override
    public List<RdsResource> all() {
        return Aws.call(
                "rds:DescribeDBInstances",
                () -> rds.describeDBInstancesPaginator().dbInstances().stream()
                        .filter(Instances::isOwn)
                        .map(Instances::of)
                        .toList());
    }

    private static boolean isOwn(DBInstance instance) {
        return instance.dbClusterIdentifier() == null;
    }

    static RdsResource of(DBInstance instance) {
        Endpoint endpoint = instance.endpoint();
        CapturedSettings settings = CapturedSettings.of(instance);
        return new RdsResource(
                text(instance.dbInstanceIdentifier()),
                text(instance.dbiResourceId()),
                text(instance.dbInstanceArn()),
                text(instance.dbInstanceStatus()),
                tags(instance.tagList()),
                settings.pending(),
                endpoint == null ? "" : text(endpoint.address()),
                endpoint == null || endpoint.port() == null ? 0 : endpoint.port(),
                Boolean.TRUE.equals(instance.deletionProtection()),
                instance.readReplicaDBInstanceIdentifiers(),
                settings);
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(tag -> text(tag.key()), tag -> text(tag.value()), (one, other) -> other));
    }

    @Override
    public void restore(String identifier, String snapshot, CapturedSettings wanted, List<Tag> tags) {
        Aws.call(
                "rds:RestoreDBInstanceFromDBSnapshot",
                () -> rds.restoreDBInstanceFromDBSnapshot(InstanceRequests.fromSnapshot(
                        identifier, snapshot, wanted.instances().get(0), tags)));
    }

    @Override
    public void restore(String identifier, String source, Instant time, CapturedSettings wanted, List<Tag> tags) {
        Aws.call(
                "rds:RestoreDBInstanceToPointInTime",
                () -> rds.restoreDBInstanceToPointInTime(InstanceRequests.toTime(
                        identifier, source, time, wanted.instances().get(0), tags)));
    }

    @Override
    public List<Difference> differences(RdsResource live, CapturedSettings wanted) {
        return differences(
                live.settings().instances().get(0), wanted.instances().get(0));
    }

    private static List<Difference> differences(DBInstance live, DBInstance wanted) {
        List<Difference> all = new ArrayList<>();
        for (InstanceSetting setting : InstanceSettings.ALL) {
            setting.between(wanted, live).ifPresent(all::add);
        }
        tagDifference(wanted.tagList(), live.tagList()).ifPresent(all::add);
        return all;
    }

    static Optional<Difference> tagDifference(List<Tag> wanted, List<Tag> live) {
        String was = shown(InstanceSettings.ownTags(wanted));
        String is = shown(InstanceSettings.ownTags(live));
        return was.equals(is) ? Optional.empty() : Optional.of(new Difference(InstanceSettings.TAGS, was, is));
    }

    private static String shown(List<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.key() + "=" + text(tag.value()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<String> improve(RdsResource live, CapturedSettings wanted, Settled tried) {
        DBInstance now = live.settings().instances().get(0);
        DBInstance then = wanted.instances().get(0);
        Optional<String> busy = InstanceChanges.busy(now, live.pending());
        if (busy.isPresent()) {
            return busy;
        }
        InstanceChanges changes = new InstanceChanges(rds, InstanceSettings.ALL, "", tried);
        return Optional.of(now)
                .filter(InstanceChanges::waitsForReboot)
                .flatMap(changes::rebooted)
                .or(() -> changes.modified(now, then))
                .or(() -> changes.roleAdded(now, then))
                .or(() -> changes.tagged(now, then));
    }

    @Override
    public void rename(String identifier, String next) {
        Aws.call(
                "rds:ModifyDBInstance",
                () -> rds.modifyDBInstance(request -> request.dbInstanceIdentifier(identifier)
                        .newDBInstanceIdentifier(next)
                        .applyImmediately(true)));
    }

    @Override
    public void delete(RdsResource live, String lastSnapshot) {
        boolean skip = lastSnapshot.isEmpty();
        Aws.call(
                "rds:DeleteDBInstance",
                () -> rds.deleteDBInstance(request -> request.dbInstanceIdentifier(live.identifier())
                        .skipFinalSnapshot(skip)
                        .finalDBSnapshotIdentifier(skip ? null : lastSnapshot)
                        .deleteAutomatedBackups(false)));
    }

    @Override
    public BackupWindow backups(String resource) {
        return Aws.call("rds:DescribeDBInstanceAutomatedBackups", () -> {
            try {
                return rds
                        .describeDBInstanceAutomatedBackups(request -> request.dbiResourceId(resource))
                        .dbInstanceAutomatedBackups()
                        .stream()
                        .map(DBInstanceAutomatedBackup::restoreWindow)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(window -> new BackupWindow(
                                Optional.ofNullable(window.earliestTime()), Optional.ofNullable(window.latestTime())))
                        .orElse(BackupWindow.NONE);
            } catch (DbInstanceAutomatedBackupNotFoundException none) {
                return BackupWindow.NONE;
            }
        });
    }

    @Override
    public Optional<Long> room() {
        return Aws.call("rds:DescribeAccountAttributes", rds::describeAccountAttributes).accountQuotas().stream()
                .filter(quota -> "DBInstances".equals(quota.accountQuotaName()))
                .filter(quota -> quota.max() != null && quota.used() != null)
                .map(quota -> quota.max() - quota.used())
                .findFirst();
    }

    @Override
    public void tag(String arn, List<Tag> tags) {
        Aws.call(
                "rds:AddTagsToResource",
                () -> rds.addTagsToResource(request -> request.resourceName(arn).tags(tags)));
    }
}
