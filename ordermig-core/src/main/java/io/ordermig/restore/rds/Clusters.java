package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.snapshot.rds.ClusterSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterAutomatedBackup;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterAutomatedBackupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.Tag;

/** Aurora and Multi-AZ clusters, with their members. */
record Clusters(RdsClient rds) implements RdsResources {

    private static final String AVAILABLE = "available";
    private static final String DELETING = "deleting";

    @Override
    public String noun() {
        return "cluster";
    }

    @Override
    public Optional<RdsResource> named(String identifier) {
        return ClusterSource.described(rds, identifier)
                .map(cluster -> of(cluster, ClusterSource.members(rds, cluster.dbClusterIdentifier())));
    }

    @Override
    public List<RdsResource> all() {
        List<DBCluster> clusters = Aws.call(
                "rds:DescribeDBClusters",
                () -> rds.describeDBClustersPaginator().dbClusters().stream().toList());
        Map<String, List<DBInstance>> members = instances().stream()
                .filter(instance -> instance.dbClusterIdentifier() != null)
                .collect(Collectors.groupingBy(DBInstance::dbClusterIdentifier));
        return clusters.stream()
                .map(cluster -> of(cluster, members.getOrDefault(cluster.dbClusterIdentifier(), List.of())))
                .toList();
    }

    /** All instances, members of clusters too, each as one of its own. */
    List<RdsResource> members() {
        return instances().stream().map(Instances::of).toList();
    }

    private List<DBInstance> instances() {
        return Aws.call(
                "rds:DescribeDBInstances",
                () -> rds.describeDBInstancesPaginator().dbInstances().stream().toList());
    }

    private static RdsResource of(DBCluster cluster, List<DBInstance> members) {
        CapturedSettings settings = new CapturedSettings(cluster, members);
        return new RdsResource(
                Instances.text(cluster.dbClusterIdentifier()),
                Instances.text(cluster.dbClusterResourceId()),
                Instances.text(cluster.dbClusterArn()),
                state(cluster, members),
                Instances.tags(cluster.tagList()),
                settings.pending(),
                Instances.text(cluster.endpoint()),
                cluster.port() == null ? 0 : cluster.port(),
                Boolean.TRUE.equals(cluster.deletionProtection()),
                cluster.readReplicaIdentifiers(),
                settings);
    }

    /** Its own, or else that of a member that is not ready, of the writer before others; members that leave aside. */
    private static String state(DBCluster cluster, List<DBInstance> members) {
        String own = Instances.text(cluster.status());
        if (!own.equals(AVAILABLE)) {
            return own;
        }
        Set<String> writers = ClusterMembers.writers(cluster);
        return members.stream()
                .sorted(Comparator.comparing((DBInstance member) -> !writers.contains(member.dbInstanceIdentifier())))
                .map(member -> Instances.text(member.dbInstanceStatus()))
                .filter(state -> !state.equals(AVAILABLE) && !state.equals(DELETING))
                .findFirst()
                .orElse(own);
    }

    @Override
    public void restore(String identifier, String snapshot, CapturedSettings wanted, List<Tag> tags) {
        Aws.call(
                "rds:RestoreDBClusterFromSnapshot",
                () -> rds.restoreDBClusterFromSnapshot(
                        ClusterRequests.fromSnapshot(identifier, snapshot, cluster(wanted), tags)));
    }

    @Override
    public void restore(String identifier, String source, Instant time, CapturedSettings wanted, List<Tag> tags) {
        Aws.call(
                "rds:RestoreDBClusterToPointInTime",
                () -> rds.restoreDBClusterToPointInTime(
                        ClusterRequests.toTime(identifier, source, time, cluster(wanted), tags)));
    }

    private static DBCluster cluster(CapturedSettings settings) {
        return Objects.requireNonNull(settings.cluster(), "settings of a cluster");
    }

    @Override
    public List<Difference> differences(RdsResource live, CapturedSettings wanted) {
        DBCluster now = cluster(live.settings());
        DBCluster then = cluster(wanted);
        List<Difference> all = new ArrayList<>();
        for (ClusterSetting setting : ClusterSettings.ALL) {
            setting.between(then, now).ifPresent(all::add);
        }
        Instances.tagDifference(then.tagList(), now.tagList()).ifPresent(all::add);
        ClusterMembers members = new ClusterMembers(live.settings(), wanted);
        members.missing()
                .forEach(member -> all.add(new Difference(
                        member.dbInstanceIdentifier(), "a member of class " + member.dbInstanceClass(), "missing")));
        members.extra()
                .forEach(member -> all.add(new Difference(
                        member.dbInstanceIdentifier(), "no member", "a member of class " + member.dbInstanceClass())));
        members.present().forEach(pair -> {
            for (InstanceSetting setting : MemberSettings.ALL) {
                setting.between(pair.then(), pair.now())
                        .map(difference -> difference.of(pair.prefix()))
                        .ifPresent(all::add);
            }
            Instances.tagDifference(pair.then().tagList(), pair.now().tagList())
                    .map(difference -> difference.of(pair.prefix()))
                    .ifPresent(all::add);
        });
        return all;
    }

    @Override
    public Optional<String> improve(RdsResource live, CapturedSettings wanted, Settled tried) {
        try {
            return new ClusterChanges(rds, live, wanted, tried).next();
        } catch (OrdermigException e) {
            String code = Aws.code(e);
            if (code.startsWith("InvalidDBClusterState") || code.startsWith("InvalidDBInstanceState")) {
                return Optional.of("is not ready for it yet");
            }
            throw e;
        }
    }

    @Override
    public void rename(String identifier, String next) {
        Aws.call(
                "rds:ModifyDBCluster",
                () -> rds.modifyDBCluster(request -> request.dbClusterIdentifier(identifier)
                        .newDBClusterIdentifier(next)
                        .applyImmediately(true)));
    }

    /** The members of Aurora first, as a cluster that has any is not deleted; those of a Multi-AZ cluster go with it. */
    @Override
    public void delete(RdsResource live, String lastSnapshot) {
        if (ClusterSettings.isAurora(cluster(live.settings())) && !live.deletionProtected()) {
            live.settings().instances().stream()
                    .filter(member -> !DELETING.equals(member.dbInstanceStatus()))
                    .forEach(member -> deleteMember(member.dbInstanceIdentifier()));
        }
        boolean skip = lastSnapshot.isEmpty();
        Aws.call(
                "rds:DeleteDBCluster",
                () -> rds.deleteDBCluster(request -> request.dbClusterIdentifier(live.identifier())
                        .skipFinalSnapshot(skip)
                        .finalDBSnapshotIdentifier(skip ? null : lastSnapshot)
                        .deleteAutomatedBackups(false)));
    }

    private void deleteMember(String identifier) {
        Aws.call("rds:DeleteDBInstance", () -> {
            try {
                return Optional.of(rds.deleteDBInstance(request -> request.dbInstanceIdentifier(identifier)));
            } catch (DbInstanceNotFoundException gone) {
                return Optional.empty();
            }
        });
    }

    @Override
    public BackupWindow backups(String resource) {
        return Aws.call(
                        "rds:DescribeDBClusters",
                        () -> rds
                                .describeDBClusters(request -> request.filters(Filter.builder()
                                        .name("db-cluster-resource-id")
                                        .values(resource)
                                        .build()))
                                .dbClusters()
                                .stream()
                                .findFirst())
                .map(cluster -> new BackupWindow(
                        Optional.ofNullable(cluster.earliestRestorableTime()),
                        Optional.ofNullable(cluster.latestRestorableTime())))
                .orElseGet(() -> retained(resource));
    }

    /** Those of a cluster that is gone. */
    private BackupWindow retained(String resource) {
        return Aws.call("rds:DescribeDBClusterAutomatedBackups", () -> {
            try {
                return rds
                        .describeDBClusterAutomatedBackups(request -> request.dbClusterResourceId(resource))
                        .dbClusterAutomatedBackups()
                        .stream()
                        .map(DBClusterAutomatedBackup::restoreWindow)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(window -> new BackupWindow(
                                Optional.ofNullable(window.earliestTime()), Optional.ofNullable(window.latestTime())))
                        .orElse(BackupWindow.NONE);
            } catch (DbClusterAutomatedBackupNotFoundException none) {
                return BackupWindow.NONE;
            }
        });
    }

    @Override
    public Optional<Long> room() {
        return new Instances(rds).room();
    }

    @Override
    public void tag(String arn, List<Tag> tags) {
        new Instances(rds).tag(arn, tags);
    }
}
