package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.snapshot.rds.InstanceSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceRole;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/** Instances of their own. */
record Instances(RdsClient rds) implements RdsResources {

    private static final Set<String> READY = Set.of("available", "storage-optimization");

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
        Optional<String> busy = busy(live, now);
        if (busy.isPresent()) {
            return busy;
        }
        if (reboots(now) && tried.mayAsk("reboot")) {
            tried.ask(List.of("reboot"));
            Aws.call(
                    "rds:RebootDBInstance",
                    () -> rds.rebootDBInstance(request -> request.dbInstanceIdentifier(live.identifier())));
            return Optional.of("is rebooted for its parameter group");
        }
        return modified(now, then, tried)
                .or(() -> roleAdded(now, then, tried))
                .or(() -> tagged(live, now, then, tried));
    }

    private static Optional<String> busy(RdsResource live, DBInstance now) {
        if (!READY.contains(live.state())) {
            return Optional.of("is " + live.state());
        }
        if (!live.pending().isEmpty()) {
            return Optional.of("applies " + String.join(", ", live.pending()));
        }
        boolean settling = now.vpcSecurityGroups().stream().anyMatch(group -> !"active".equals(group.status()))
                || now.dbParameterGroups().stream().anyMatch(group -> "applying".equals(group.parameterApplyStatus()))
                || now.associatedRoles().stream().anyMatch(role -> "PENDING".equals(role.status()));
        return settling ? Optional.of("applies its groups and roles") : Optional.empty();
    }

    private static boolean reboots(DBInstance now) {
        return now.dbParameterGroups().stream()
                .anyMatch(group -> "pending-reboot".equals(group.parameterApplyStatus()));
    }

    private Optional<String> modified(DBInstance now, DBInstance then, Settled tried) {
        ModifyDbInstanceRequest.Builder request = ModifyDbInstanceRequest.builder()
                .dbInstanceIdentifier(now.dbInstanceIdentifier())
                .applyImmediately(true);
        List<String> names = new ArrayList<>();
        for (InstanceSetting setting : InstanceSettings.ALL) {
            InstanceSetting.Change change = setting.change();
            if (change != null && setting.between(then, now).isPresent() && tried.mayAsk(setting.name())) {
                change.ask(request, then, now);
                names.add(setting.name());
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        tried.ask(names);
        Aws.call("rds:ModifyDBInstance", () -> rds.modifyDBInstance(request.build()));
        return Optional.of("is given " + String.join(", ", names));
    }

    private Optional<String> roleAdded(DBInstance now, DBInstance then, Settled tried) {
        Set<String> there = now.associatedRoles().stream().map(Instances::title).collect(Collectors.toSet());
        Optional<DBInstanceRole> missing = then.associatedRoles().stream()
                .filter(role -> !there.contains(title(role)) && tried.mayAsk(title(role)))
                .findFirst();
        missing.ifPresent(role -> {
            tried.ask(List.of(title(role)));
            Aws.call(
                    "rds:AddRoleToDBInstance",
                    () -> rds.addRoleToDBInstance(request -> request.dbInstanceIdentifier(now.dbInstanceIdentifier())
                            .featureName(role.featureName())
                            .roleArn(role.roleArn())));
        });
        return missing.map(role -> "is given the role " + title(role));
    }

    private static String title(DBInstanceRole role) {
        return role.featureName() + " " + role.roleArn();
    }

    private Optional<String> tagged(RdsResource live, DBInstance now, DBInstance then, Settled tried) {
        Map<String, String> there = tags(now.tagList());
        List<Tag> missing = InstanceSettings.ownTags(then.tagList()).stream()
                .filter(tag -> !text(tag.value()).equals(there.get(tag.key())))
                .toList();
        if (missing.isEmpty() || !tried.mayAsk(InstanceSettings.TAGS)) {
            return Optional.empty();
        }
        tried.ask(List.of(InstanceSettings.TAGS));
        tag(live.arn(), missing);
        return Optional.of("is tagged");
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
    public void tag(String arn, List<Tag> tags) {
        Aws.call(
                "rds:AddTagsToResource",
                () -> rds.addTagsToResource(request -> request.resourceName(arn).tags(tags)));
    }
}
