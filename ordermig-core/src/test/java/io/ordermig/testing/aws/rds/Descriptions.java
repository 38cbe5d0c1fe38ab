package io.ordermig.testing.aws.rds;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.rds.model.CertificateDetails;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Endpoint;

/** What the Describe calls say of a resource: its settings, and what follows from its name, its status and the time. */
final class Descriptions {

    /** Point in time restore lags behind by this (User Guide: logs are uploaded every five minutes). */
    static final Duration LOG_UPLOAD = Duration.ofMinutes(5);

    private static final Instant CERTIFICATE_END = Instant.parse("2061-05-25T22:34:57Z");

    private final RdsAccount account;

    Descriptions(RdsAccount account) {
        this.account = account;
    }

    DBInstance of(Instance instance) {
        boolean made = !instance.status().equals("creating");
        return instance.settings().toBuilder()
                .dbInstanceStatus(instance.status())
                .dbInstanceArn(account.arn("db", instance.identifier()))
                .endpoint(made ? endpoint(instance) : null)
                .pendingModifiedValues(instance.pending())
                .latestRestorableTime(latestRestorableTime(instance))
                .certificateDetails(CertificateDetails.builder()
                        .caIdentifier(instance.settings().caCertificateIdentifier())
                        .validTill(CERTIFICATE_END)
                        .build())
                .readReplicaDBInstanceIdentifiers(account.replicas(instance).stream()
                        .map(Instance::identifier)
                        .toList())
                .readReplicaSourceDBInstanceIdentifier(sourceOf(instance))
                .build();
    }

    private String sourceOf(Instance replica) {
        return account.instances.values().stream()
                .filter(instance -> instance.resourceId().equals(replica.replicaOf()))
                .map(Instance::identifier)
                .findFirst()
                .orElse(null);
    }

    private Endpoint endpoint(Instance instance) {
        InetSocketAddress server = instance.server();
        String cluster = instance.settings().dbClusterIdentifier();
        String host = instance.identifier() + "." + (cluster == null ? "c0ffee123456" : label(cluster)) + suffix();
        return Endpoint.builder()
                .address(server == null ? host : server.getHostString())
                .port(server == null ? instance.settings().dbInstancePort() : server.getPort())
                .hostedZoneId("Z1RLNUO7B9Q6NB")
                .build();
    }

    /** What stands in the endpoints of a cluster and of its members, and changes with the cluster's name. */
    private static String label(String cluster) {
        return "c" + String.format(Locale.ROOT, "%011x", Integer.toUnsignedLong(cluster.hashCode()));
    }

    private String suffix() {
        return "." + account.region + ".rds.amazonaws.com";
    }

    /** Until when it can be restored to a point in time; null without automated backups. */
    Instant latestRestorableTime(Instance instance) {
        Integer retention = instance.settings().backupRetentionPeriod();
        Instant made = instance.settings().instanceCreateTime();
        if (retention == null
                || retention == 0
                || made == null
                || instance.settings().dbClusterIdentifier() != null) {
            return null;
        }
        Instant latest = account.timeline.now().minus(LOG_UPLOAD).truncatedTo(ChronoUnit.SECONDS);
        return latest.isBefore(made) ? null : latest;
    }

    /** From when on it can be restored to a point in time. */
    Instant earliestRestorableTime(DBInstance settings) {
        Instant retained = account.timeline.now().minus(Duration.ofDays(settings.backupRetentionPeriod()));
        return settings.instanceCreateTime().isAfter(retained) ? settings.instanceCreateTime() : retained;
    }

    DBSnapshot of(Snapshot snapshot) {
        return snapshot.shown().toBuilder()
                .dbSnapshotArn(account.arn("snapshot", snapshot.identifier()))
                .percentProgress(snapshot.percent(account.timeline))
                .build();
    }

    DBClusterSnapshot of(ClusterSnapshot snapshot) {
        return snapshot.shown().toBuilder()
                .dbClusterSnapshotArn(account.arn("cluster-snapshot", snapshot.identifier()))
                .percentProgress(snapshot.percent(account.timeline))
                .build();
    }

    DBCluster of(Cluster cluster) {
        InetSocketAddress server = cluster.server();
        String label = label(cluster.identifier()) + suffix();
        String writer = cluster.identifier() + ".cluster-" + label;
        String reader = cluster.identifier() + ".cluster-ro-" + label;
        Instant latest = account.timeline.now().minus(LOG_UPLOAD).truncatedTo(ChronoUnit.SECONDS);
        Instant made = cluster.settings().clusterCreateTime();
        return cluster.settings().toBuilder()
                .status(cluster.status())
                .dbClusterArn(account.arn("cluster", cluster.identifier()))
                .endpoint(server == null ? writer : server.getHostString())
                .readerEndpoint(server == null ? reader : server.getHostString())
                .port(server == null ? cluster.settings().port() : Integer.valueOf(server.getPort()))
                .pendingModifiedValues(cluster.pending())
                .earliestRestorableTime(made)
                .latestRestorableTime(latest.isBefore(made) ? null : latest)
                .dbClusterMembers(members(cluster))
                .build();
    }

    /** What can be restored of a cluster to a point in time. */
    RetainedClusterBackups backups(Cluster cluster) {
        DBCluster described = of(cluster);
        return new RetainedClusterBackups(
                cluster.settings(),
                cluster.data(),
                cluster.masterPassword(),
                described.earliestRestorableTime(),
                described.latestRestorableTime());
    }

    private List<DBClusterMember> members(Cluster cluster) {
        return account.members(cluster).stream()
                .map(member -> DBClusterMember.builder()
                        .dbInstanceIdentifier(member.identifier())
                        .isClusterWriter(member.resourceId().equals(cluster.writer()))
                        .promotionTier(member.settings().promotionTier())
                        .dbClusterParameterGroupStatus(
                                cluster.pendingReboot().contains(member.resourceId()) ? "pending-reboot" : "in-sync")
                        .build())
                .toList();
    }
}
