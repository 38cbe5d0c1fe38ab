package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.SimulatedService;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/**
 * Amazon RDS and Aurora, as much of it as restore points and restores meet: states that take their time by the given
 * clock, requests that are answered before they have any effect, settings that a restore loses, names that answer
 * nothing in the middle of a rename, pages, quotas, the rules of names and tags, and the errors of the service model.
 *
 * <p>Tests set it up without requests ({@link #instance}, {@link #auroraCluster}, {@link #snapshot}), break it
 * ({@link #faults}), look behind it ({@link #describedInstance}, {@link #masterPassword}, {@link #dataVersion},
 * {@link #calls}), and put real servers behind it ({@link #listen}, {@link #bindEndpoint}). Thread-safe.
 */
public final class SimulatedRds implements SimulatedService {

    /** A request that came in. */
    public record Call(String operation, SdkPojo request) {}

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final Snapshots snapshots;
    private final ClusterSnapshots clusterSnapshots;
    private final Modifications modifications;
    private final Operations operations = new Operations();
    private final List<Call> calls = new ArrayList<>();

    /** An empty account in {@code eu-central-1}. */
    public SimulatedRds(Clock clock) {
        this(clock, "eu-central-1");
    }

    /** An empty account in a region. */
    public SimulatedRds(Clock clock, String region) {
        account = new RdsAccount(clock, region);
        descriptions = new Descriptions(account);
        snapshots = new Snapshots(account, descriptions);
        clusterSnapshots = new ClusterSnapshots(account, descriptions);
        snapshots.register(operations);
        clusterSnapshots.register(operations);
        new Listings(account, descriptions).register(operations);
        new Tags(account).register(operations);
        Restores restores = new Restores(account, descriptions);
        restores.register(operations);
        new PointInTime(account, descriptions, restores).register(operations);
        modifications = new Modifications(account, descriptions);
        modifications.register(operations);
        Lifecycle lifecycle = new Lifecycle(account, descriptions, snapshots);
        lifecycle.register(operations);
        new ClusterRestores(account, descriptions).register(operations);
        new ClusterModifications(account, descriptions).register(operations);
        new ClusterLifecycle(account, descriptions, clusterSnapshots, lifecycle).register(operations);
        new Members(account, descriptions).register(operations);
        account.events.register(operations);
    }

    @Override
    public String name() {
        return "rds";
    }

    @Override
    public synchronized SdkPojo answer(String operation, SdkPojo request) {
        account.timeline.catchUp();
        calls.add(new Call(operation, request));
        account.faults.throwFor(operation);
        return operations.answer(operation, request);
    }

    /** The instance of that name to set up; made, with every setting at its default, if there is none. */
    public synchronized InstanceSetup instance(String identifier) {
        account.timeline.catchUp();
        String name = Names.identifier("DBInstanceIdentifier", identifier);
        if (!account.instances.containsKey(name)) {
            account.add(new Instance(Samples.instance(account, name), account.timeline));
        }
        return new InstanceSetup(account, this, account.instances.get(name));
    }

    /** The largest realistic instance: every setting that a restore can lose is not at its default. */
    public synchronized InstanceSetup instanceWithEverySettingSet(String identifier) {
        return Samples.everySetting(instance(identifier));
    }

    /** The Aurora PostgreSQL cluster of that name to set up; made, with these members, the first one writing. */
    public synchronized ClusterSetup auroraCluster(String identifier, String... members) {
        account.timeline.catchUp();
        String name = Names.identifier("DBClusterIdentifier", identifier);
        Cluster cluster = account.clusters.computeIfAbsent(
                name, key -> new Cluster(Samples.auroraCluster(account, key), account.timeline));
        for (String member : members) {
            Instance instance = new Instance(Samples.member(account, cluster, member), account.timeline);
            account.add(instance);
            if (cluster.writer() == null) {
                cluster.writer(instance.resourceId());
            }
        }
        return new ClusterSetup(account, this, cluster);
    }

    /** The Multi-AZ DB cluster of that name to set up; made, with its three members, if there is none. */
    public synchronized ClusterSetup multiAzCluster(String identifier) {
        account.timeline.catchUp();
        String name = Names.identifier("DBClusterIdentifier", identifier);
        if (!account.clusters.containsKey(name)) {
            Cluster cluster = new Cluster(Samples.multiAzCluster(account, name, "db.m6gd.large"), account.timeline);
            account.clusters.put(name, cluster);
            account.addMultiAzMembers(cluster);
        }
        return new ClusterSetup(account, this, account.clusters.get(name));
    }

    /** The largest realistic cluster: every setting of it and of its members is not at its default. */
    public synchronized ClusterSetup auroraClusterWithEverySettingSet(String identifier, String... members) {
        return Samples.everySetting(account, this, auroraCluster(identifier, members), members);
    }

    /**
     * Puts a finished snapshot of an instance there, taken so long ago.
     *
     * @param type {@code manual}, {@code automated}, {@code shared}, {@code public} or {@code awsbackup}
     */
    public synchronized void snapshot(String instance, String identifier, String type, Duration age) {
        account.timeline.catchUp();
        Snapshot snapshot =
                snapshots.snapshot(account.instance("DBInstanceIdentifier", instance), identifier, type, Duration.ZERO);
        snapshot.change(
                builder -> builder.snapshotCreateTime(account.timeline.now().minus(age))
                        .originalSnapshotCreateTime(account.timeline.now().minus(age)));
        account.snapshots.put(identifier, snapshot);
    }

    /** Puts a finished snapshot of a cluster there, taken so long ago; see {@link #snapshot}. */
    public synchronized void clusterSnapshot(String cluster, String identifier, String type, Duration age) {
        account.timeline.catchUp();
        ClusterSnapshot snapshot = clusterSnapshots.snapshot(
                account.cluster("DBClusterIdentifier", cluster), identifier, type, Duration.ZERO);
        snapshot.change(
                builder -> builder.snapshotCreateTime(account.timeline.now().minus(age)));
        account.clusterSnapshots.put(identifier, snapshot);
    }

    /** Puts a snapshot of an instance into another status, such as {@code failed}. */
    public synchronized void snapshotStatus(String identifier, String status) {
        account.timeline.catchUp();
        account.snapshot("DBSnapshotIdentifier", identifier).change(builder -> builder.status(status));
    }

    /** Makes a parameter group exist that no instance has yet. */
    public synchronized void parameterGroup(String name, String family) {
        account.catalog.addParameterGroup(name, family);
    }

    /** Makes a security group exist. */
    public synchronized void securityGroup(String id, String vpc) {
        account.catalog.addSecurityGroup(id, vpc);
    }

    /** Makes a subnet group exist. */
    public synchronized void subnetGroup(String name, String vpc) {
        account.catalog.addSubnetGroup(name, vpc);
    }

    /**
     * Lets the endpoint of an instance or cluster be a real server. It belongs to the one that has the name now, or else
     * to the next one that gets it, and follows it through renames, as its data does.
     */
    public synchronized void bindEndpoint(String identifier, String host, int port) {
        account.timeline.catchUp();
        String name = Names.known("Identifier", identifier);
        InetSocketAddress server = InetSocketAddress.createUnresolved(host, port);
        if (account.instances.containsKey(name)) {
            account.instances.get(name).server(server);
        } else if (account.clusters.containsKey(name)) {
            account.clusters.get(name).server(server);
        } else {
            account.serversToCome.put(name, server);
        }
    }

    /** Applies what is pending of an instance, as its maintenance window does when the clock reaches it. */
    public synchronized void runMaintenanceWindow(String identifier) {
        account.timeline.catchUp();
        modifications.runMaintenanceWindow(account.instance("DBInstanceIdentifier", identifier));
    }

    /** Adds one who is told of copies of data. */
    public synchronized void listen(RdsListener listener) {
        account.listeners.add(listener);
    }

    /** Sets how long everything takes that has not begun yet. */
    public synchronized void timings(RdsTimings timings) {
        account.timings = timings;
    }

    /** Makes pages small: this many records at most, whatever {@code MaxRecords} says. */
    public synchronized void longestPage(int records) {
        account.longestPage = records;
    }

    /** Sets how many manual snapshots, and how many instances, there may be. */
    public synchronized void quotas(int manualSnapshots, int instances) {
        account.snapshotQuota = manualSnapshots;
        account.instanceQuota = instances;
    }

    /** What can go wrong. */
    public RdsFaults faults() {
        return account.faults;
    }

    /** The next snapshot, of an instance, ends as {@code failed}. */
    public void willFailNextSnapshot() {
        account.faults.failNextSnapshot();
    }

    /** An instance, as DescribeDBInstances would show it now. */
    public synchronized DBInstance describedInstance(String identifier) {
        account.timeline.catchUp();
        return descriptions.of(account.instance("DBInstanceIdentifier", identifier));
    }

    /** A snapshot, as DescribeDBSnapshots would show it now. */
    public synchronized DBSnapshot describedSnapshot(String identifier) {
        account.timeline.catchUp();
        return descriptions.of(account.snapshot("DBSnapshotIdentifier", identifier));
    }

    /** A cluster, as DescribeDBClusters would show it now. */
    public synchronized DBCluster describedCluster(String identifier) {
        account.timeline.catchUp();
        return descriptions.of(account.cluster("DBClusterIdentifier", identifier));
    }

    /** A cluster's snapshot, as DescribeDBClusterSnapshots would show it now. */
    public synchronized DBClusterSnapshot describedClusterSnapshot(String identifier) {
        account.timeline.catchUp();
        return descriptions.of(account.clusterSnapshot("DBClusterSnapshotIdentifier", identifier));
    }

    /** Whether there is an instance of that name now. */
    public synchronized boolean hasInstance(String identifier) {
        account.timeline.catchUp();
        return account.instances.containsKey(identifier);
    }

    /** The names of all instances, those in the middle of a rename left out. */
    public synchronized List<String> instanceNames() {
        account.timeline.catchUp();
        return List.copyOf(account.instances.keySet());
    }

    /** The names of all clusters, those in the middle of a rename left out. */
    public synchronized List<String> clusterNames() {
        account.timeline.catchUp();
        return List.copyOf(account.clusters.keySet());
    }

    /** The names of all snapshots of clusters. */
    public synchronized List<String> clusterSnapshotNames() {
        account.timeline.catchUp();
        return List.copyOf(account.clusterSnapshots.keySet());
    }

    /** The names of all snapshots of instances. */
    public synchronized List<String> snapshotNames() {
        account.timeline.catchUp();
        return List.copyOf(account.snapshots.keySet());
    }

    /** Which data there are, in instances and clusters, whatever their names are at the moment, and in finished snapshots. */
    public synchronized List<String> dataVersions() {
        account.timeline.catchUp();
        List<String> all = new ArrayList<>();
        Stream.concat(account.instances.values().stream(), account.inTransit.stream())
                .forEach(instance -> all.add(instance.data().at(account.timeline.now())));
        Stream.concat(account.clusters.values().stream(), account.clustersInTransit.stream())
                .forEach(cluster -> all.add(cluster.data().at(account.timeline.now())));
        account.snapshots.values().stream()
                .filter(snapshot -> snapshot.status().equals("available"))
                .forEach(snapshot -> all.add(snapshot.dataVersion()));
        account.clusterSnapshots.values().stream()
                .filter(snapshot -> snapshot.status().equals("available"))
                .forEach(snapshot -> all.add(snapshot.dataVersion()));
        return all;
    }

    /** Which data an instance or a cluster has now. */
    public synchronized String dataVersion(String identifier) {
        account.timeline.catchUp();
        DataHistory data = account.instances.containsKey(identifier)
                ? account.instances.get(identifier).data()
                : account.cluster("DBClusterIdentifier", identifier).data();
        return data.at(account.timeline.now());
    }

    /** The master password of an instance or a cluster now. */
    public synchronized String masterPassword(String identifier) {
        account.timeline.catchUp();
        return account.instances.containsKey(identifier)
                ? account.instances.get(identifier).masterPassword()
                : account.cluster("DBClusterIdentifier", identifier).masterPassword();
    }

    /** The ids of the events of a resource, such as {@code RDS-EVENT-0042}, in order; no API shows them. */
    public synchronized List<String> eventIds(String identifier) {
        account.timeline.catchUp();
        return account.events.ids(identifier);
    }

    /** The requests so far, in order, refused ones too. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The operations asked for so far that change something, in order. */
    public synchronized List<String> changes() {
        return calls.stream()
                .map(Call::operation)
                .filter(operation -> !operation.startsWith("Describe") && !operation.startsWith("List"))
                .toList();
    }
}
