package io.ordermig.testing.aws.rds;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** All that an AWS account has in RDS in one region. Guarded by the lock of {@link SimulatedRds}. */
final class RdsAccount {

    static final String ACCOUNT = "123456789012";

    final String region;
    final Timeline timeline;
    final Catalog catalog = new Catalog();
    final RdsFaults faults = new RdsFaults();
    final Events events;
    final NavigableMap<String, Instance> instances = new TreeMap<>();
    final NavigableMap<String, Snapshot> snapshots = new TreeMap<>();
    final NavigableMap<String, Cluster> clusters = new TreeMap<>();
    final NavigableMap<String, ClusterSnapshot> clusterSnapshots = new TreeMap<>();
    final NavigableMap<String, RetainedBackups> retainedBackups = new TreeMap<>();
    final NavigableMap<String, RetainedClusterBackups> retainedClusterBackups = new TreeMap<>();
    /** Names that nothing answers to, and that nothing else can take: those that a rename leads to. */
    final Set<String> reserved = new HashSet<>();
    /** The same for clusters. */
    final Set<String> reservedClusters = new HashSet<>();
    /** Instances on their way from one name to another. */
    final List<Instance> inTransit = new ArrayList<>();

    /** Clusters on their way from one name to another. */
    final List<Cluster> clustersInTransit = new ArrayList<>();

    final Map<String, InetSocketAddress> serversToCome = new HashMap<>();
    final List<RdsListener> listeners = new ArrayList<>();
    RdsTimings timings = RdsTimings.realistic();
    int longestPage = 100;
    int snapshotQuota = 100;
    int instanceQuota = 40;
    int clusterQuota = 40;
    /** What a cluster gets whose restore does not say its version. */
    String defaultAuroraVersion = "17.4";

    private int made;

    RdsAccount(Clock clock, String region) {
        this.region = region;
        this.timeline = new Timeline(clock);
        this.events = new Events(this);
    }

    Instance instance(String parameter, String nameOrArn) {
        String identifier = Names.known(parameter, nameOrArn);
        Instance instance = instances.get(identifier);
        if (instance == null) {
            throw RdsErrors.instanceNotFound(identifier);
        }
        return instance;
    }

    Snapshot snapshot(String parameter, String nameOrArn) {
        String identifier = Names.known(parameter, nameOrArn);
        Snapshot snapshot = snapshots.get(identifier);
        if (snapshot == null || shared(snapshot.type()) && !nameOrArn.startsWith("arn:")) {
            throw RdsErrors.snapshotNotFound(identifier);
        }
        return snapshot;
    }

    Cluster cluster(String parameter, String nameOrArn) {
        String identifier = Names.known(parameter, nameOrArn);
        Cluster cluster = clusters.get(identifier);
        if (cluster == null) {
            throw RdsErrors.clusterNotFound(identifier);
        }
        return cluster;
    }

    ClusterSnapshot clusterSnapshot(String parameter, String nameOrArn) {
        String identifier = Names.known(parameter, nameOrArn);
        ClusterSnapshot snapshot = clusterSnapshots.get(identifier);
        if (snapshot == null || shared(snapshot.type()) && !nameOrArn.startsWith("arn:")) {
            throw RdsErrors.clusterSnapshotNotFound(identifier);
        }
        return snapshot;
    }

    private static boolean shared(String type) {
        return type.equals("shared") || type.equals("public");
    }

    /** The resource that an ARN names. */
    Tagged tagged(String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":", 7);
        if (parts.length < 7) {
            throw RdsErrors.invalidValue("Invalid resource name: " + arn);
        }
        return switch (parts[5]) {
            case "db" -> instance("ResourceName", arn);
            case "snapshot" -> snapshot("ResourceName", arn);
            case "cluster" -> cluster("ResourceName", arn);
            case "cluster-snapshot" -> clusterSnapshot("ResourceName", arn);
            default -> throw RdsErrors.invalidValue("Invalid resource name: " + arn);
        };
    }

    String arn(String kind, String identifier) {
        return "arn:aws:rds:" + region + ":" + ACCOUNT + ":" + kind + ":" + identifier;
    }

    /** Where enhanced monitoring of an instance writes to. */
    String monitoringArn(Instance instance) {
        return "arn:aws:logs:" + region + ":" + ACCOUNT + ":log-group:RDSOSMetrics:log-stream:" + instance.resourceId();
    }

    /** The members of a cluster, in the order of their names. */
    List<Instance> members(Cluster cluster) {
        return instances.values().stream()
                .filter(instance -> instance.memberOf(cluster.identifier()))
                .toList();
    }

    /** The replicas of an instance, in the order of their names. */
    List<Instance> replicas(Instance source) {
        return instances.values().stream()
                .filter(instance -> source.resourceId().equals(instance.replicaOf()))
                .toList();
    }

    /** A resource id that was never given before: letters and digits in upper case behind its kind. */
    String newResourceId(String kind) {
        return kind + "-" + String.format(Locale.ROOT, "SIMULATED%017d", ++made);
    }

    /** Refuses a name for an instance that another one has or will have, and one instance too many. */
    void checkNewInstance(String identifier) {
        checkFree(identifier);
        if (instances.size() + inTransit.size() >= instanceQuota) {
            throw RdsErrors.quota("InstanceQuotaExceeded", "DB Instance quota exceeded: " + instanceQuota);
        }
    }

    /** Refuses a name for an instance that another one has or will have. */
    void checkFree(String identifier) {
        if (instances.containsKey(identifier) || reserved.contains(identifier)) {
            throw RdsErrors.instanceExists(identifier);
        }
    }

    /** Adds the three instances of a Multi-AZ DB cluster, which come and go with it, the first one writing. */
    List<Instance> addMultiAzMembers(Cluster cluster) {
        List<Instance> members = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String name = cluster.identifier() + "-instance-" + i;
            Instance member = new Instance(Samples.member(this, cluster, name), timeline);
            member.change(
                    settings -> settings.dbInstanceClass(cluster.settings().dbClusterInstanceClass()));
            add(member);
            members.add(member);
        }
        cluster.writer(members.get(0).resourceId());
        return members;
    }

    /** Adds an instance under its name, with the server that a test announced for it. */
    void add(Instance instance) {
        instances.put(instance.identifier(), instance);
        InetSocketAddress server = serversToCome.remove(instance.identifier());
        if (server != null) {
            instance.server(server);
        }
    }
}
