package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstanceAutomatedBackupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstanceAutomatedBackupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;

class SimulatedRdsDeleteTest extends RdsTestBase {

    @BeforeEach
    void anInstance() {
        rds.instance("orders").dataVersion("v1");
        rds.snapshot("orders", "rds:orders-2026-11-21-03-11", "automated", Duration.ofDays(1));
        rds.snapshot("orders", "manual", "manual", Duration.ofDays(1));
    }

    @Test
    void aProtectedInstanceIsNotDeleted() {
        rds.instance("orders").deletionProtection(true);
        refused(400, "InvalidParameterCombination", () -> delete(request -> request.skipFinalSnapshot(true)));
        assertThat(statusOf("orders")).isEqualTo("available");
    }

    @Test
    void eitherAFinalSnapshotIsNamedOrSkipped() {
        refused(400, "InvalidParameterCombination", () -> delete(request -> {}));
        refused(
                400,
                "InvalidParameterCombination",
                () -> delete(request -> request.skipFinalSnapshot(true).finalDBSnapshotIdentifier("final")));
        refused(400, "DBSnapshotAlreadyExists", () -> delete(request -> request.finalDBSnapshotIdentifier("manual")));
        assertThat(statusOf("orders")).isEqualTo("available");
    }

    @Test
    void aFinalSnapshotIsTakenFirst() {
        delete(request -> request.finalDBSnapshotIdentifier("final"));
        assertThat(statusOf("orders")).isEqualTo("deleting");
        assertThat(rds.describedSnapshot("final").status()).isEqualTo("creating");
        advanceMinutes(8);
        assertThat(rds.describedSnapshot("final").status()).isEqualTo("available");
        assertThat(statusOf("orders")).isEqualTo("deleting");
        refused(400, "InvalidDBInstanceState", () -> delete(request -> request.skipFinalSnapshot(true)));
        advanceMinutes(5);
        assertThat(lookedUp("orders")).isEqualTo("DBInstanceNotFound");
    }

    @Test
    void automatedBackupsGoWithTheInstanceAndManualSnapshotsStay() {
        String resource = rds.describedInstance("orders").dbiResourceId();
        delete(request -> request.skipFinalSnapshot(true));
        advanceMinutes(5);
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder().dbInstanceIdentifier("orders")))
                .singleElement()
                .satisfies(
                        snapshot -> assertThat(snapshot.dbSnapshotIdentifier()).isEqualTo("manual"));
        refused(404, "DBInstanceAutomatedBackupNotFound", () -> toPointInTime(resource, clock.instant()));
    }

    @Test
    void aDeletedInstanceComesBackFromBackupsThatWereRetained() {
        String resource = rds.describedInstance("orders").dbiResourceId();
        advanceMinutes(60);
        Instant then = clock.instant().minus(Duration.ofMinutes(30));
        delete(request -> request.skipFinalSnapshot(true).deleteAutomatedBackups(false));
        advanceMinutes(60);
        DescribeDbInstanceAutomatedBackupsResponse retained = call(
                DescribeDbInstanceAutomatedBackupsResponse.class,
                "DescribeDBInstanceAutomatedBackups",
                DescribeDbInstanceAutomatedBackupsRequest.builder()
                        .filters(Filter.builder()
                                .name("status")
                                .values("retained")
                                .build())
                        .build());
        assertThat(retained.dbInstanceAutomatedBackups())
                .singleElement()
                .satisfies(backup -> assertThat(backup.dbiResourceId()).isEqualTo(resource));
        toPointInTime(resource, then);
        assertThat(rds.dataVersion("orders-again")).isEqualTo("v1");
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder())).hasSize(2);
    }

    @Test
    void aReplicaNeedsItsFinalSnapshotSkippedAndIsPromotedWhenItsSourceGoes() {
        rds.instance("replica").replicaOf("orders");
        assertThat(rds.describedInstance("orders").readReplicaDBInstanceIdentifiers())
                .containsExactly("replica");
        refused(
                400,
                "InvalidParameterCombination",
                () -> rds.answer(
                        "DeleteDBInstance",
                        DeleteDbInstanceRequest.builder()
                                .dbInstanceIdentifier("replica")
                                .finalDBSnapshotIdentifier("final")
                                .build()));
        delete(request -> request.skipFinalSnapshot(true));
        assertThat(rds.describedInstance("replica").readReplicaSourceDBInstanceIdentifier())
                .isEqualTo("orders");
        advanceMinutes(5);
        assertThat(rds.describedInstance("replica").readReplicaSourceDBInstanceIdentifier())
                .isNull();
    }

    @Test
    void aBrokenInstanceIsDeletedOnlyWithoutAFinalSnapshot() {
        rds.instance("orders").status("incompatible-network");
        refused(400, "InvalidDBInstanceState", () -> delete(request -> request.finalDBSnapshotIdentifier("final")));
        delete(request -> request.skipFinalSnapshot(true));
        assertThat(statusOf("orders")).isEqualTo("deleting");
    }

    private void delete(Consumer<DeleteDbInstanceRequest.Builder> change) {
        DeleteDbInstanceRequest.Builder request =
                DeleteDbInstanceRequest.builder().dbInstanceIdentifier("orders");
        change.accept(request);
        rds.answer("DeleteDBInstance", request.build());
    }

    private void toPointInTime(String resource, Instant time) {
        rds.answer(
                "RestoreDBInstanceToPointInTime",
                RestoreDbInstanceToPointInTimeRequest.builder()
                        .sourceDbiResourceId(resource)
                        .targetDBInstanceIdentifier("orders-again")
                        .restoreTime(time)
                        .build());
    }
}
