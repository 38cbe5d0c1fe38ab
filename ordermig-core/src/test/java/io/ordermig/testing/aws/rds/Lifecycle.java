package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.AddRoleToDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.AddRoleToDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstanceRole;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RemoveRoleFromDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RemoveRoleFromDbInstanceResponse;

/** RebootDBInstance, DeleteDBInstance, AddRoleToDBInstance, RemoveRoleFromDBInstance. */
final class Lifecycle {

    private static final Set<String> ONLY_WITHOUT_FINAL_SNAPSHOT = Set.of(
            "failed",
            "incompatible-restore",
            "incompatible-network",
            "restore-error",
            "inaccessible-encryption-credentials",
            "stopped",
            "creating");

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final Snapshots snapshots;

    Lifecycle(RdsAccount account, Descriptions descriptions, Snapshots snapshots) {
        this.account = account;
        this.descriptions = descriptions;
        this.snapshots = snapshots;
    }

    void register(Operations operations) {
        operations.on("RebootDBInstance", RebootDbInstanceRequest.class, this::reboot);
        operations.on("DeleteDBInstance", DeleteDbInstanceRequest.class, this::delete);
        operations.on("AddRoleToDBInstance", AddRoleToDbInstanceRequest.class, this::addRole);
        operations.on("RemoveRoleFromDBInstance", RemoveRoleFromDbInstanceRequest.class, this::removeRole);
    }

    private SdkPojo reboot(RebootDbInstanceRequest request) {
        Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
        if (!instance.usable() && !instance.status().equals("incompatible-parameters")) {
            throw RdsErrors.invalidInstanceState("Instance " + instance.identifier() + " is not in available state.");
        }
        if (Boolean.TRUE.equals(request.forceFailover())
                && !Boolean.TRUE.equals(instance.settings().multiAZ())) {
            throw RdsErrors.invalidCombination("A forced failover needs a Multi-AZ instance.");
        }
        account.faults.checkKey(instance.settings().kmsKeyId());
        instance.phases().then("rebooting", account.timings.of(Lapse.REBOOT), () -> {
            instance.rebooted();
            account.events.add(Events.Kind.RESTARTED, instance.identifier());
        });
        return RebootDbInstanceResponse.builder()
                .dbInstance(descriptions.of(instance))
                .build();
    }

    private SdkPojo delete(DeleteDbInstanceRequest request) {
        Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
        boolean skip = Boolean.TRUE.equals(request.skipFinalSnapshot());
        boolean member = instance.settings().dbClusterIdentifier() != null;
        checkDelete(instance, request, skip, member);
        boolean last = !skip && !member;
        if (last) {
            String identifier = Names.snapshot("FinalDBSnapshotIdentifier", request.finalDBSnapshotIdentifier());
            snapshots.check(identifier);
            account.faults.checkKey(instance.settings().kmsKeyId());
            snapshots.take(instance, identifier, List.of());
        }
        boolean deleteBackups = !Boolean.FALSE.equals(request.deleteAutomatedBackups());
        delete(instance, last, deleteBackups);
        return DeleteDbInstanceResponse.builder()
                .dbInstance(descriptions.of(instance))
                .build();
    }

    /** Begins to delete an instance, after its final snapshot if there is one. */
    void delete(Instance instance, boolean afterSnapshot, boolean deleteBackups) {
        account.reserved.remove(instance.pending().dbInstanceIdentifier());
        instance.phases().abandon();
        if (afterSnapshot) {
            instance.phases().then("deleting", account.timings.of(Lapse.SNAPSHOT));
        }
        instance.phases().then("deleting", account.timings.of(Lapse.DELETE), () -> gone(instance, deleteBackups));
    }

    private static void checkDelete(Instance instance, DeleteDbInstanceRequest request, boolean skip, boolean member) {
        if (instance.status().equals("deleting")) {
            throw RdsErrors.invalidInstanceState("Instance " + instance.identifier() + " is already being deleted.");
        }
        if (Boolean.TRUE.equals(instance.settings().deletionProtection())) {
            throw RdsErrors.invalidCombination(
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        boolean named = request.finalDBSnapshotIdentifier() != null;
        if (skip && named) {
            throw RdsErrors.invalidCombination(
                    "FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is enabled.");
        }
        if (member && named) {
            throw RdsErrors.invalidCombination("A final snapshot of a member of a DB cluster cannot be taken.");
        }
        if (instance.replicaOf() != null && !skip) {
            throw RdsErrors.invalidCombination("SkipFinalSnapshot must be enabled to delete a read replica.");
        }
        if (!skip && !named && !member) {
            throw RdsErrors.invalidCombination(
                    "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        if (!skip && !member && ONLY_WITHOUT_FINAL_SNAPSHOT.contains(instance.status())) {
            throw RdsErrors.invalidInstanceState("Cannot take a final snapshot of " + instance.identifier()
                    + " because it is in the state " + instance.status() + ".");
        }
    }

    private void gone(Instance instance, boolean deleteBackups) {
        account.replicas(instance).forEach(replica -> replica.replicaOf(null));
        if (deleteBackups) {
            account.snapshots
                    .values()
                    .removeIf(snapshot -> snapshot.type().equals("automated")
                            && instance.resourceId().equals(snapshot.shown().dbiResourceId()));
        } else if (descriptions.latestRestorableTime(instance) != null) {
            account.retainedBackups.put(
                    instance.resourceId(),
                    new RetainedBackups(
                            instance.settings(),
                            instance.data(),
                            instance.masterPassword(),
                            descriptions.earliestRestorableTime(instance.settings()),
                            descriptions.latestRestorableTime(instance)));
        }
        account.instances.remove(instance.identifier(), instance);
        account.events.add(Events.Kind.DELETED, instance.identifier());
        promoteInsteadOf(instance);
    }

    private void promoteInsteadOf(Instance gone) {
        Cluster cluster = gone.settings().dbClusterIdentifier() == null
                ? null
                : account.clusters.get(gone.settings().dbClusterIdentifier());
        if (cluster != null && gone.resourceId().equals(cluster.writer())) {
            cluster.writer(account.members(cluster).stream()
                    .min(Comparator.comparing(member -> member.settings().promotionTier()))
                    .map(Instance::resourceId)
                    .orElse(null));
        }
    }

    private SdkPojo addRole(AddRoleToDbInstanceRequest request) {
        Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
        if (!instance.status().equals(Phases.AVAILABLE)) {
            throw RdsErrors.invalidInstanceState("Instance " + instance.identifier() + " is not in available state.");
        }
        List<DBInstanceRole> roles = new ArrayList<>(instance.settings().associatedRoles());
        if (roles.stream().anyMatch(role -> role.featureName().equals(request.featureName()))) {
            throw RdsErrors.roleExists(request.featureName());
        }
        roles.add(role(request, "PENDING"));
        instance.change(settings -> settings.associatedRoles(roles));
        account.timeline.after(
                account.timings.of(Lapse.APPLY),
                () -> instance.change(settings ->
                        settings.associatedRoles(instance.settings().associatedRoles().stream()
                                .map(role -> role.equals(role(request, "PENDING")) ? role(request, "ACTIVE") : role)
                                .toList())));
        return AddRoleToDbInstanceResponse.builder().build();
    }

    private static DBInstanceRole role(AddRoleToDbInstanceRequest request, String status) {
        return DBInstanceRole.builder()
                .featureName(request.featureName())
                .roleArn(request.roleArn())
                .status(status)
                .build();
    }

    private SdkPojo removeRole(RemoveRoleFromDbInstanceRequest request) {
        Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
        List<DBInstanceRole> roles = instance.settings().associatedRoles().stream()
                .filter(role -> !role.featureName().equals(request.featureName())
                        || !role.roleArn().equals(request.roleArn()))
                .toList();
        if (roles.size() == instance.settings().associatedRoles().size()) {
            throw RdsErrors.roleNotFound(request.roleArn());
        }
        instance.change(settings -> settings.associatedRoles(roles));
        return RemoveRoleFromDbInstanceResponse.builder().build();
    }
}
