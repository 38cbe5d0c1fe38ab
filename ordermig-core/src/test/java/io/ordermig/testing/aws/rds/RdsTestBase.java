package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.SimulatedError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/** What the tests of the simulated RDS share: a clock that stands, an account, and the calls they make most. */
abstract class RdsTestBase {

    final SimulatedClock clock = SimulatedClock.standing(Instant.parse("2026-11-22T10:00:00Z"));
    final SimulatedRds rds = new SimulatedRds(clock);

    <A extends SdkPojo> A call(Class<A> type, String operation, SdkPojo request) {
        return type.cast(rds.answer(operation, request));
    }

    DBSnapshot createSnapshot(String instance, String identifier, Tag... tags) {
        return call(
                        CreateDbSnapshotResponse.class,
                        "CreateDBSnapshot",
                        CreateDbSnapshotRequest.builder()
                                .dbInstanceIdentifier(instance)
                                .dbSnapshotIdentifier(identifier)
                                .tags(tags)
                                .build())
                .dbSnapshot();
    }

    void createClusterSnapshot(String cluster, String identifier) {
        rds.answer(
                "CreateDBClusterSnapshot",
                CreateDbClusterSnapshotRequest.builder()
                        .dbClusterIdentifier(cluster)
                        .dbClusterSnapshotIdentifier(identifier)
                        .build());
    }

    List<DBSnapshot> snapshots(DescribeDbSnapshotsRequest.Builder request) {
        return call(DescribeDbSnapshotsResponse.class, "DescribeDBSnapshots", request.build())
                .dbSnapshots();
    }

    List<DBInstance> instances(DescribeDbInstancesRequest.Builder request) {
        return call(DescribeDbInstancesResponse.class, "DescribeDBInstances", request.build())
                .dbInstances();
    }

    String statusOf(String instance) {
        return rds.describedInstance(instance).dbInstanceStatus();
    }

    String lookedUp(String instance) {
        try {
            return statusOf(instance);
        } catch (SimulatedError e) {
            return e.code();
        }
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    void advanceMinutes(long minutes) {
        clock.advance(Duration.ofMinutes(minutes));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SimulatedError.class, error -> {
            assertThat(error.code()).describedAs(error.getMessage()).isEqualTo(code);
            assertThat(error.status()).isEqualTo(status);
        });
    }
}
