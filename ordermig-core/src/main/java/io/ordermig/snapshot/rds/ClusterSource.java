package io.ordermig.snapshot.rds;

import io.ordermig.aws.Aws;
import io.ordermig.event.RestorePoint;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.Tag;

/** An Aurora or Multi-AZ cluster. */
public record ClusterSource(RdsClient rds, String identifier, String resource) implements RdsSource {

    private static final int LONGEST_NAME = 63;

    @Override
    public RestorePoint.Kind kind() {
        return RestorePoint.Kind.DB_CLUSTER_SNAPSHOT;
    }

    @Override
    public String noun() {
        return "cluster";
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public CapturedSettings settings() {
        DBCluster cluster = described(rds, identifier).orElseThrow(() -> RdsProblems.gone(noun(), identifier));
        return new CapturedSettings(cluster, members(rds, identifier));
    }

    /** A cluster; empty when there is none of that name. */
    public static Optional<DBCluster> described(RdsClient rds, String identifier) {
        return Aws.call("rds:DescribeDBClusters", () -> {
            try {
                return rds.describeDBClusters(request -> request.dbClusterIdentifier(identifier)).dbClusters().stream()
                        .findFirst();
            } catch (DbClusterNotFoundException none) {
                return Optional.<DBCluster>empty();
            }
        });
    }

    /** The members of a cluster. */
    public static List<DBInstance> members(RdsClient rds, String cluster) {
        return Aws.call(
                "rds:DescribeDBInstances",
                () -> rds
                        .describeDBInstancesPaginator(request -> request.filters(Filter.builder()
                                .name("db-cluster-id")
                                .values(cluster)
                                .build()))
                        .dbInstances()
                        .stream()
                        .toList());
    }

    @Override
    public void create(String snapshot, List<Tag> tags) {
        Aws.call(
                "rds:CreateDBClusterSnapshot",
                () -> rds.createDBClusterSnapshot(request -> request.dbClusterIdentifier(identifier)
                        .dbClusterSnapshotIdentifier(snapshot)
                        .tags(tags)));
    }

    @Override
    public Optional<RdsSnapshot> find(String snapshot) {
        return Aws.call("rds:DescribeDBClusterSnapshots", () -> {
            try {
                return rds
                        .describeDBClusterSnapshots(request -> request.dbClusterSnapshotIdentifier(snapshot))
                        .dbClusterSnapshots()
                        .stream()
                        .findFirst()
                        .map(RdsSnapshot::of);
            } catch (DbClusterSnapshotNotFoundException none) {
                return Optional.<RdsSnapshot>empty();
            }
        });
    }

    @Override
    public List<RdsSnapshot> snapshots(String type) {
        return Aws.call(
                "rds:DescribeDBClusterSnapshots",
                () -> rds
                        .describeDBClusterSnapshotsPaginator(request ->
                                request.dbClusterIdentifier(identifier).snapshotType(type.isEmpty() ? null : type))
                        .dbClusterSnapshots()
                        .stream()
                        .map(RdsSnapshot::of)
                        .toList());
    }

    @Override
    public void delete(String snapshot) {
        Aws.call("rds:DeleteDBClusterSnapshot", () -> {
            try {
                return Optional.of(
                        rds.deleteDBClusterSnapshot(request -> request.dbClusterSnapshotIdentifier(snapshot)));
            } catch (DbClusterSnapshotNotFoundException none) {
                return Optional.empty();
            }
        });
    }
}
