package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;

/**
 * What happens to the names of a cluster in a rename, as with an instance. The endpoints of the cluster and of its
 * members change with it; the members keep their own names.
 */
final class ClusterRenames {

    private final RdsAccount account;

    ClusterRenames(RdsAccount account) {
        this.account = account;
    }

    /** Refuses a name that cannot be had. */
    String check(Cluster cluster, String wanted) {
        String name = Names.identifier("NewDBClusterIdentifier", wanted);
        boolean own = name.equals(cluster.identifier())
                || name.equals(cluster.pending().dbClusterIdentifier());
        if (!own && (account.clusters.containsKey(name) || account.reservedClusters.contains(name))) {
            throw RdsErrors.clusterExists(name);
        }
        return name;
    }

    /** Keeps a name from others until the rename is done. */
    String reserve(Cluster cluster, String wanted) {
        String name = check(cluster, wanted);
        String before = cluster.pending().dbClusterIdentifier();
        if (before != null) {
            account.reservedClusters.remove(before);
        }
        if (!name.equals(cluster.identifier())) {
            account.reservedClusters.add(name);
        }
        return name;
    }

    /** Appends the phases of the rename that is pending. */
    void begin(Cluster cluster) {
        RdsTimings timings = account.timings;
        String old = cluster.identifier();
        String name = cluster.pending().dbClusterIdentifier();
        if (name.equals(old)) {
            cluster.changePending(pending -> pending.dbClusterIdentifier(null));
            return;
        }
        cluster.renaming(true);
        cluster.phases()
                .then("renaming", timings.of(Lapse.RENAME_OLD_NAME), () -> {
                    account.clusters.remove(cluster.identifier(), cluster);
                    account.clustersInTransit.add(cluster);
                })
                .then("renaming", timings.of(Lapse.RENAME_NO_NAME), () -> enter(cluster, name))
                .then("renaming", timings.of(Lapse.RENAME_NEW_NAME), () -> {
                    cluster.renaming(false);
                    cluster.changePending(pending -> pending.dbClusterIdentifier(null));
                    account.events.add(Events.Kind.CLUSTER_RENAMED, name, old, name);
                });
    }

    private void enter(Cluster cluster, String name) {
        account.members(cluster).forEach(member -> member.change(settings -> settings.dbClusterIdentifier(name)));
        cluster.change(settings -> settings.dbClusterIdentifier(name));
        account.reservedClusters.remove(name);
        account.clustersInTransit.remove(cluster);
        account.clusters.put(name, cluster);
        account.clusterSnapshots.values().stream()
                .filter(snapshot -> cluster.resourceId().equals(snapshot.shown().dbClusterResourceId()))
                .forEach(snapshot -> snapshot.change(builder -> builder.dbClusterIdentifier(name)));
    }
}
