package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;

class SimulatedRdsMultiAzClusterTest extends RdsTestBase {

    @BeforeEach
    void aSnapshot() {
        rds.multiAzCluster("orders").dataVersion("v1");
        createClusterSnapshot("orders", "before");
        advanceMinutes(10);
    }

    @Test
    void itIsRestoredWithItsThreeInstances() {
        restore("db.m6gd.large");
        assertThat(statusOf("restored-instance-1")).isEqualTo("creating");
        advanceMinutes(12);
        assertThat(rds.describedCluster("restored").status()).isEqualTo("available");
        assertThat(rds.describedCluster("restored").dbClusterMembers()).hasSize(3);
        assertThat(rds.describedCluster("restored").engine()).isEqualTo("postgres");
        assertThat(statusOf("restored-instance-3")).isEqualTo("available");
        assertThat(rds.dataVersion("restored")).isEqualTo("v1");
    }

    @Test
    void itNeedsAClassAndTakesNoMoreInstances() {
        refused(400, "InvalidParameterCombination", () -> restore(null));
        refused(
                400,
                "InvalidParameterCombination",
                () -> rds.answer(
                        "CreateDBInstance",
                        CreateDbInstanceRequest.builder()
                                .dbClusterIdentifier("orders")
                                .dbInstanceIdentifier("orders-4")
                                .engine("postgres")
                                .dbInstanceClass("db.m6gd.large")
                                .build()));
    }

    @Test
    void aMemberCannotBeSnapshot() {
        refused(400, "InvalidParameterValue", () -> createSnapshot("orders-instance-1", "x"));
    }

    @Test
    void itsInstancesAreDeletedWithIt() {
        rds.answer(
                "DeleteDBCluster",
                DeleteDbClusterRequest.builder()
                        .dbClusterIdentifier("orders")
                        .skipFinalSnapshot(true)
                        .build());
        advanceMinutes(5);
        assertThat(rds.hasInstance("orders-instance-1")).isFalse();
        refused(404, "DBClusterNotFoundFault", () -> rds.describedCluster("orders"));
    }

    private void restore(String instanceClass) {
        rds.answer(
                "RestoreDBClusterFromSnapshot",
                RestoreDbClusterFromSnapshotRequest.builder()
                        .dbClusterIdentifier("restored")
                        .snapshotIdentifier("before")
                        .engine("postgres")
                        .dbClusterInstanceClass(instanceClass)
                        .build());
    }
}
