package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.snapshot.rds.ClusterSource;
import io.ordermig.snapshot.rds.InstanceSource;
import io.ordermig.snapshot.rds.RdsSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Finds snapshots of a source that may be gone, or may have another name by now: a snapshot follows its instance through
 * renames, so that those which were taken before a swap are listed under the name of the old one. What ordermig took says
 * in its tags what of.
 */
record PointFinder(RdsClient rds, String source) {

    private static final String MANUAL = "manual";

    /** The snapshot of that name, of an instance or of a cluster. */
    Optional<RdsSnapshot> named(String snapshot) {
        return new InstanceSource(rds, source, "")
                .find(snapshot)
                .or(() -> new ClusterSource(rds, source, "").find(snapshot));
    }

    /** ordermig's own of the source, from all pages, the newest first. */
    List<RdsSnapshot> own() {
        List<RdsSnapshot> all = new ArrayList<>();
        Aws.call(
                        "rds:DescribeDBSnapshots",
                        () ->
                                rds
                                        .describeDBSnapshotsPaginator(request -> request.snapshotType(MANUAL))
                                        .dbSnapshots()
                                        .stream()
                                        .map(RdsSnapshot::of)
                                        .filter(snapshot -> snapshot.isOwn(source))
                                        .toList())
                .forEach(all::add);
        Aws.call(
                        "rds:DescribeDBClusterSnapshots",
                        () -> rds
                                .describeDBClusterSnapshotsPaginator(request -> request.snapshotType(MANUAL))
                                .dbClusterSnapshots()
                                .stream()
                                .map(RdsSnapshot::of)
                                .filter(snapshot -> snapshot.isOwn(source))
                                .toList())
                .forEach(all::add);
        all.sort(Comparator.comparing(RdsSnapshot::started).reversed().thenComparing(RdsSnapshot::id));
        return all;
    }
}
