package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.restore.rds.ClusterMembers.Pair;
import io.ordermig.restore.rds.Settled.Next;
import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.snapshot.rds.InstanceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterRole;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterRoleAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;

/** The calls that make a cluster, with its members, like what it was. */
final class ClusterChanges {

    private static final String PENDING = "PENDING";

    private final RdsClient rds;
    private final RdsResource live;
    private final Settled tried;
    private final DBCluster now;
    private final DBCluster then;
    private final ClusterMembers members;

    ClusterChanges(RdsClient rds, RdsResource live, CapturedSettings wanted, Settled tried) {
        this.rds = rds;
        this.live = live;
        this.tried = tried;
        this.now = Objects.requireNonNull(live.settings().cluster(), "live cluster");
        this.then = Objects.requireNonNull(wanted.cluster(), "wanted cluster");
        this.members = new ClusterMembers(live.settings(), wanted);
    }

    /** Makes the next ones, if it can take them now: what was asked for, or waited for. */
    Optional<String> next() {
        return busy().or(this::membersMade)
                .or(this::rebooted)
                .or(this::modified)
                .or(() -> ofMembers(pair -> changes(pair).modified(pair.now(), pair.then())))
                .or(this::roleAdded)
                .or(this::queriesEnabled)
                .or(() -> InstanceChanges.tagged(rds, live.arn(), now.tagList(), then.tagList(), "", tried))
                .or(() -> ofMembers(pair -> changes(pair).tagged(pair.now(), pair.then())));
    }

    private Optional<String> busy() {
        if (!"available".equals(now.status())) {
            return Optional.of("is " + now.status());
        }
        if (!live.pending().isEmpty()) {
            return Optional.of("applies " + String.join(", ", live.pending()));
        }
        boolean settling = now.vpcSecurityGroups().stream().anyMatch(group -> !"active".equals(group.status()))
                || now.associatedRoles().stream().anyMatch(role -> PENDING.equals(role.status()));
        if (settling) {
            return Optional.of("applies its groups and roles");
        }
        return live.settings().instances().stream()
                .flatMap(member -> InstanceChanges.busy(member, List.of())
                        .map(what -> "waits for " + member.dbInstanceIdentifier() + ", which " + what)
                        .stream())
                .findFirst();
    }

    /** The first member that there is writes: the others follow when it is there. */
    private Optional<String> membersMade() {
        List<DBInstance> missing = members.missing();
        boolean isFirst = live.settings().instances().isEmpty();
        List<String> made = new ArrayList<>();
        for (DBInstance member : isFirst ? missing.stream().limit(1).toList() : missing) {
            String name = member.dbInstanceIdentifier();
            Next next = tried.next(name);
            if (next == Next.ASK) {
                tried.ask(List.of(name));
                make(member);
            }
            if (next != Next.LEAVE) {
                made.add(nameOf(member));
            }
        }
        return made.isEmpty() ? Optional.empty() : Optional.of("gets " + String.join(", ", made));
    }

    /** A cluster that has its name already has members of its old names. */
    private String nameOf(DBInstance member) {
        boolean serves = live.mark()
                .filter(mark -> mark.source().equals(live.identifier()))
                .isPresent();
        String name = member.dbInstanceIdentifier();
        return serves ? name : RestoreNames.withEnd(name, RestoreNames.end(live.identifier()));
    }

    private void make(DBInstance member) {
        String name = nameOf(member);
        boolean zoned = tried.next(member.dbInstanceIdentifier() + "/" + MemberSettings.ZONE) != Next.LEAVE;
        Aws.call("rds:CreateDBInstance", () -> {
            try {
                return Optional.of(rds.createDBInstance(ClusterRequests.member(name, now, member, zoned)));
            } catch (DbInstanceAlreadyExistsException there) {
                requireOurs(name);
                return Optional.empty();
            }
        });
    }

    /** It is ours when the answer to the first attempt was lost. */
    private void requireOurs(String name) {
        InstanceSource.described(rds, name)
                .filter(other -> !live.identifier().equals(other.dbClusterIdentifier()))
                .ifPresent(other -> {
                    throw new OrdermigException(Problem.of(
                                    RestoreProblem.NAME_TAKEN,
                                    "The name " + name + " is needed for a member, and another instance has it.")
                            .where(name)
                            .detail("It is the resource " + other.dbiResourceId()
                                    + ", which is not part of this restore.")
                            .fix("Rename or delete it, and run this again.")
                            .repeat(Repeat.AFTER_FIX)
                            .build());
                });
    }

    private InstanceChanges changes(Pair pair) {
        return new InstanceChanges(rds, MemberSettings.ALL, pair.prefix(), tried);
    }

    /** Does the same with all members at once. */
    private Optional<String> ofMembers(Function<Pair, Optional<String>> change) {
        List<String> changed = new ArrayList<>();
        for (Pair pair : members.present()) {
            change.apply(pair).ifPresent(what -> changed.add(pair.now().dbInstanceIdentifier() + ", which " + what));
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of("has " + String.join(", and ", changed));
    }

    private Optional<String> rebooted() {
        Set<String> waiting = now.dbClusterMembers().stream()
                .filter(member -> "pending-reboot".equals(member.dbClusterParameterGroupStatus()))
                .map(member -> member.dbInstanceIdentifier())
                .collect(Collectors.toSet());
        List<String> rebooted = new ArrayList<>();
        for (DBInstance member : live.settings().instances()) {
            String name = member.dbInstanceIdentifier();
            if (waiting.contains(name) || InstanceChanges.waitsForReboot(member)) {
                new InstanceChanges(rds, List.of(), name + "/", tried)
                        .rebooted(member)
                        .ifPresent(what -> rebooted.add(name + ", which " + what));
            }
        }
        return rebooted.isEmpty() ? Optional.empty() : Optional.of("has " + String.join(", and ", rebooted));
    }

    private Optional<String> modified() {
        ModifyDbClusterRequest.Builder request = ModifyDbClusterRequest.builder()
                .dbClusterIdentifier(live.identifier())
                .applyImmediately(true);
        List<String> asked = new ArrayList<>();
        List<String> awaited = new ArrayList<>();
        for (ClusterSetting setting : ClusterSettings.ALL) {
            ClusterSetting.Change change = setting.change();
            if (change != null && setting.between(then, now).isPresent()) {
                switch (tried.next(setting.name())) {
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
            tried.ask(asked);
            Aws.call("rds:ModifyDBCluster", () -> rds.modifyDBCluster(request.build()));
            return Optional.of("is given " + String.join(", ", asked));
        }
        return awaited.isEmpty() ? Optional.empty() : Optional.of("is to show " + String.join(", ", awaited));
    }

    private Optional<String> roleAdded() {
        Set<String> there =
                now.associatedRoles().stream().map(ClusterChanges::title).collect(Collectors.toSet());
        for (DBClusterRole role : then.associatedRoles()) {
            String name = title(role);
            Next next = there.contains(name) || tried.next(ClusterSettings.ROLES) == Next.LEAVE
                    ? Next.LEAVE
                    : tried.next(name);
            if (next == Next.ASK) {
                tried.ask(List.of(name));
                add(role);
            }
            if (next != Next.LEAVE) {
                return Optional.of("is given the role " + name);
            }
        }
        return Optional.empty();
    }

    private void add(DBClusterRole role) {
        Aws.call("rds:AddRoleToDBCluster", () -> {
            try {
                return Optional.of(rds.addRoleToDBCluster(request -> request.dbClusterIdentifier(live.identifier())
                        .featureName(role.featureName())
                        .roleArn(role.roleArn())));
            } catch (DbClusterRoleAlreadyExistsException there) {
                // The answer to the first attempt was lost.
                return Optional.empty();
            }
        });
    }

    private static String title(DBClusterRole role) {
        return role.featureName() + " " + role.roleArn();
    }

    /** Queries over HTTPS, the Data API: no modification enables them but of clusters that are serverless in the old way. */
    private Optional<String> queriesEnabled() {
        String name = ClusterSettings.HTTP_ENDPOINT;
        boolean isMissing =
                Boolean.TRUE.equals(then.httpEndpointEnabled()) && !Boolean.TRUE.equals(now.httpEndpointEnabled());
        Next next = isMissing ? tried.next(name) : Next.LEAVE;
        if (next == Next.ASK) {
            tried.ask(List.of(name));
            Aws.call(
                    "rds:EnableHttpEndpoint", () -> rds.enableHttpEndpoint(request -> request.resourceArn(live.arn())));
        }
        return next == Next.LEAVE ? Optional.empty() : Optional.of("is given " + name);
    }
}
