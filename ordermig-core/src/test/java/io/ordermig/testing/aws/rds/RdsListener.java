package io.ordermig.testing.aws.rds;

import java.time.Instant;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/**
 * Told when data is copied, so that a test can copy a real database meanwhile and put a real server behind what was
 * restored. Called while the request is being answered, under the simulator's lock; it may call the simulator, from the
 * same thread.
 */
public interface RdsListener {

    /** A snapshot of an instance began: this is the instant of its data. */
    default void snapshotTaken(DBInstance instance, DBSnapshot snapshot) {}

    /** An instance is being made from a snapshot. */
    default void instanceRestored(DBInstance instance, DBSnapshot snapshot) {}

    /** An instance is being made with the data that another one had at a point in time. */
    default void instanceRestoredToTime(DBInstance instance, String sourceDbiResourceId, Instant time) {}

    /** A snapshot of a cluster began: this is the instant of its data. */
    default void clusterSnapshotTaken(DBCluster cluster, DBClusterSnapshot snapshot) {}

    /** A cluster is being made from a snapshot. */
    default void clusterRestored(DBCluster cluster, DBClusterSnapshot snapshot) {}

    /** A cluster is being made with the data that another one had at a point in time. */
    default void clusterRestoredToTime(DBCluster cluster, String sourceClusterResourceId, Instant time) {}
}
