package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.restore.rds.Settled.Next;
import io.ordermig.snapshot.rds.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceRole;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls that make an instance like what it was, one at a time: an instance of its own, or a member of a cluster.
 *
 * @param settings what is compared
 * @param prefix what comes before the names of its settings; empty for an instance of its own
 */
record InstanceChanges(RdsClient rds, List<InstanceSetting> settings, String prefix, Settled tried) {

    private static final String REBOOT = "reboot";

    /** What it is busy with; empty when it can take a call. */
    static Optional<String> busy(DBInstance now, List<String> pending) {
        if (!SourceState.isReady(Instances.text(now.dbInstanceStatus()))) {
            return Optional.of("is " + now.dbInstanceStatus());
        }
        if (!pending.isEmpty()) {
            return Optional.of("applies " + String.join(", ", pending));
        }
        boolean settling = now.vpcSecurityGroups().stream().anyMatch(group -> !"active".equals(group.status()))
                || now.dbParameterGroups().stream().anyMatch(group -> "applying".equals(group.parameterApplyStatus()))
                || now.associatedRoles().stream().anyMatch(role -> "PENDING".equals(role.status()));
        return settling ? Optional.of("applies its groups and roles") : Optional.empty();
    }

    /** Whether its parameter group waits for a reboot. */
    static boolean waitsForReboot(DBInstance now) {
        return now.dbParameterGroups().stream()
                .anyMatch(group -> "pending-reboot".equals(group.parameterApplyStatus()));
    }

    Optional<String> rebooted(DBInstance now) {
        String name = prefix + REBOOT;
        if (tried.next(name) == Next.LEAVE) {
            return Optional.empty();
        }
        if (tried.next(name) == Next.ASK) {
            tried.ask(List.of(name));
            Aws.call(
                    "rds:RebootDBInstance",
                    () -> rds.rebootDBInstance(request -> request.dbInstanceIdentifier(now.dbInstanceIdentifier())));
        }
        return Optional.of("is rebooted for its parameter group");
    }

    Optional<String> modified(DBInstance now, DBInstance then) {
        ModifyDbInstanceRequest.Builder request = ModifyDbInstanceRequest.builder()
                .dbInstanceIdentifier(now.dbInstanceIdentifier())
                .applyImmediately(true);
        List<String> asked = new ArrayList<>();
        List<String> awaited = new ArrayList<>();
        for (InstanceSetting setting : settings) {
            InstanceSetting.Change change = setting.change();
            if (change != null && setting.between(then, now).isPresent()) {
                switch (tried.next(prefix + setting.name())) {
                    case ASK -> {
                        change.ask(request, then, now);
                        asked.add(setting.name());
                    }
                    case WAIT -> awaited.add(setting.name());
                    case LEAVE -> {}
                }
            }
        }
        if (!asked.isEmpty()) {
            tried.ask(asked.stream().map(prefix::concat).toList());
            Aws.call("rds:ModifyDBInstance", () -> rds.modifyDBInstance(request.build()));
            return Optional.of("is given " + String.join(", ", asked));
        }
        return awaited.isEmpty() ? Optional.empty() : Optional.of("is to show " + String.join(", ", awaited));
    }

    Optional<String> roleAdded(DBInstance now, DBInstance then) {
        Set<String> there =
                now.associatedRoles().stream().map(InstanceChanges::title).collect(Collectors.toSet());
        for (DBInstanceRole role : then.associatedRoles()) {
            String name = title(role);
            Next next = there.contains(name) || tried.next(InstanceSettings.ROLES) == Next.LEAVE
                    ? Next.LEAVE
                    : tried.next(name);
            if (next == Next.ASK) {
                tried.ask(List.of(name));
                Aws.call(
                        "rds:AddRoleToDBInstance",
                        () -> rds.addRoleToDBInstance(
                                request -> request.dbInstanceIdentifier(now.dbInstanceIdentifier())
                                        .featureName(role.featureName())
                                        .roleArn(role.roleArn())));
            }
            if (next != Next.LEAVE) {
                return Optional.of("is given the role " + name);
            }
        }
        return Optional.empty();
    }

    private static String title(DBInstanceRole role) {
        return role.featureName() + " " + role.roleArn();
    }

    Optional<String> tagged(DBInstance now, DBInstance then) {
        return tagged(rds, Instances.text(now.dbInstanceArn()), now.tagList(), then.tagList(), prefix, tried);
    }

    /** Adds the tags that are missing; of anything that has an ARN. */
    static Optional<String> tagged(
            RdsClient rds, String arn, List<Tag> now, List<Tag> then, String prefix, Settled tried) {
        String name = prefix + InstanceSettings.TAGS;
        Map<String, String> there = Instances.tags(now);
        List<Tag> missing = InstanceSettings.ownTags(then).stream()
                .filter(tag -> !Instances.text(tag.value()).equals(there.get(tag.key())))
                .toList();
        if (missing.isEmpty() || tried.next(name) == Next.LEAVE) {
            return Optional.empty();
        }
        if (tried.next(name) == Next.ASK) {
            tried.ask(List.of(name));
            new Instances(rds).tag(arn, missing);
        }
        return Optional.of("is tagged");
    }
}
