package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterAutomatedBackupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterAutomatedBackupsResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;

class SimulatedRdsClusterRestoreTest extends RdsTestBase {

    @BeforeEach
    void theLargestCluster() {
        rds.auroraClusterWithEverySettingSet("orders", "orders-1", "orders-2").dataVersion("v1");
    }

    @Test
    void aRestoreMakesNoInstancesAndTheDefaultVersionAndLosesTheRest() {
        snapshotTaken();
        restore(request -> {});
        assertThat(rds.describedCluster("restored").status()).isEqualTo("creating");
        refused(400, "InvalidDBClusterStateFault", () -> createMember("restored-1", request -> {}));
        advanceMinutes(12);
        DBCluster lost = rds.describedCluster("restored");
        assertThat(lost.status()).isEqualTo("available");
        assertThat(lost.dbClusterMembers()).isEmpty();
        assertThat(lost.engineVersion()).isEqualTo("17.4");
        assertThat(lost.dbClusterParameterGroup()).isEqualTo("default.aurora-postgresql17");
        assertThat(lost.dbSubnetGroup()).isEqualTo("default");
        assertThat(lost.vpcSecurityGroups()).hasSize(1);
        assertThat(lost.deletionProtection()).isFalse();
        assertThat(lost.iamDatabaseAuthenticationEnabled()).isFalse();
        assertThat(lost.enabledCloudwatchLogsExports()).isEmpty();
        assertThat(lost.copyTagsToSnapshot()).isFalse();
        assertThat(lost.associatedRoles()).isEmpty();
        assertThat(lost.autoMinorVersionUpgrade()).isTrue();
        assertThat(lost.databaseInsightsModeAsString()).isEqualTo("standard");
        assertThat(lost.serverlessV2ScalingConfiguration()).isNull();
        assertThat(lost.storageType()).isEqualTo("aurora");
        assertThat(lost.backupRetentionPeriod()).isEqualTo(21);
        assertThat(lost.port()).isEqualTo(6543);
        assertThat(lost.kmsKeyId()).endsWith("0002");
        assertThat(rds.dataVersion("restored")).isEqualTo("v1");
    }

    @Test
    void membersAreMadeOneByOneAndTheFirstWrites() {
        snapshotTaken();
        restore(request -> request.engineVersion("16.6")
                .dbClusterParameterGroupName("orders-aurora16")
                .dbSubnetGroupName("orders-private")
                .vpcSecurityGroupIds("sg-0a01"));
        advanceMinutes(12);
        createMember(
                "restored-1",
                request ->
                        request.dbParameterGroupName("orders-aurora16-member").promotionTier(0));
        createMember("restored-2", request -> request.promotionTier(15));
        assertThat(statusOf("restored-1")).isEqualTo("creating");
        advanceMinutes(6);
        assertThat(statusOf("restored-1")).isEqualTo("available");
        assertThat(rds.describedInstance("restored-1").dbSubnetGroup().dbSubnetGroupName())
                .isEqualTo("orders-private");
        assertThat(rds.describedCluster("restored").dbClusterMembers().get(0).isClusterWriter())
                .isTrue();
        refused(400, "InvalidParameterCombination", () -> createMember("x", request -> request.multiAZ(true)));
        refused(400, "DBInstanceAlreadyExists", () -> createMember("restored-1", request -> {}));
        refused(
                400,
                "InvalidParameterCombination",
                () -> rds.answer(
                        "ModifyDBInstance",
                        ModifyDbInstanceRequest.builder()
                                .dbInstanceIdentifier("restored-1")
                                .backupRetentionPeriod(3)
                                .build()));
    }

    @Test
    void keptBackupsOfADeletedClusterAreListedAndRestoredFrom() {
        rds.auroraCluster("small").dataVersion("v1");
        String resource = rds.describedCluster("small").dbClusterResourceId();
        advanceMinutes(60);
        Instant time = rds.describedCluster("small").latestRestorableTime();
        rds.auroraCluster("small").dataVersion("v2");
        rds.answer(
                "DeleteDBCluster",
                DeleteDbClusterRequest.builder()
                        .dbClusterIdentifier("small")
                        .skipFinalSnapshot(true)
                        .deleteAutomatedBackups(false)
                        .build());
        advanceMinutes(10);

        assertThat(call(
                                DescribeDbClusterAutomatedBackupsResponse.class,
                                "DescribeDBClusterAutomatedBackups",
                                DescribeDbClusterAutomatedBackupsRequest.builder()
                                        .dbClusterResourceId(resource)
                                        .build())
                        .dbClusterAutomatedBackups())
                .singleElement()
                .satisfies(backup -> assertThat(backup.status()).isEqualTo("retained"));
        rds.answer(
                "RestoreDBClusterToPointInTime",
                RestoreDbClusterToPointInTimeRequest.builder()
                        .dbClusterIdentifier("again")
                        .sourceDbClusterResourceId(resource)
                        .restoreToTime(time)
                        .build());

        assertThat(rds.dataVersion("again")).isEqualTo("v1");
        refused(
                404,
                "DBClusterAutomatedBackupNotFoundFault",
                () -> rds.answer(
                        "DescribeDBClusterAutomatedBackups",
                        DescribeDbClusterAutomatedBackupsRequest.builder()
                                .dbClusterResourceId("cluster-NONE")
                                .build()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        snapshotTaken();
        refused(400, "MissingParameter", () -> restore(request -> request.engine(null)));
        refused(400, "InvalidRestoreFault", () -> restore(request -> request.engine("aurora-mysql")));
        refused(400, "InvalidParameterCombination", () -> restore(request -> request.engineVersion("15.4")));
        refused(
                400,
                "InvalidParameterCombination",
                () -> restore(request -> request.dbClusterParameterGroupName("orders-aurora16")));
        refused(404, "DBClusterSnapshotNotFoundFault", () -> restore(request -> request.snapshotIdentifier("none")));
        refused(400, "DBClusterAlreadyExistsFault", () -> restore(request -> request.dbClusterIdentifier("orders")));
        refused(
                400,
                "InvalidParameterValue",
                () -> rds.answer(
                        "RestoreDBInstanceFromDBSnapshot",
                        RestoreDbInstanceFromDbSnapshotRequest.builder()
                                .dbInstanceIdentifier("x")
                                .dbClusterSnapshotIdentifier("before")
                                .build()));
        rds.faults().insufficientCapacity(true);
        refused(400, "InsufficientDBClusterCapacityFault", () -> restore(request -> {}));
    }

    @Test
    void aCloneIsMadeFasterAndHasTheDataOfNow() {
        Instant then = clock.instant();
        advanceMinutes(30);
        rds.auroraCluster("orders").dataVersion("v2");
        toPointInTime("then", request -> request.restoreToTime(then));
        toPointInTime("clone", request -> request.restoreType("copy-on-write").useLatestRestorableTime(true));
        advanceMinutes(4);
        assertThat(rds.describedCluster("clone").status()).isEqualTo("available");
        assertThat(rds.describedCluster("then").status()).isEqualTo("creating");
        assertThat(rds.dataVersion("clone")).isEqualTo("v2");
        assertThat(rds.dataVersion("then")).isEqualTo("v1");
        assertThat(rds.describedCluster("then").engineVersion()).isEqualTo("16.6");
        refused(
                400,
                "InvalidParameterCombination",
                () -> toPointInTime(
                        "x", request -> request.restoreType("copy-on-write").restoreToTime(then)));
    }

    private void snapshotTaken() {
        createClusterSnapshot("orders", "before");
        advanceMinutes(10);
        rds.auroraCluster("orders").dataVersion("v2");
    }

    private void restore(Consumer<RestoreDbClusterFromSnapshotRequest.Builder> change) {
        RestoreDbClusterFromSnapshotRequest.Builder request = RestoreDbClusterFromSnapshotRequest.builder()
                .dbClusterIdentifier("restored")
                .snapshotIdentifier("before")
                .engine("aurora-postgresql");
        change.accept(request);
        rds.answer("RestoreDBClusterFromSnapshot", request.build());
    }

    private void toPointInTime(String target, Consumer<RestoreDbClusterToPointInTimeRequest.Builder> change) {
        RestoreDbClusterToPointInTimeRequest.Builder request = RestoreDbClusterToPointInTimeRequest.builder()
                .sourceDBClusterIdentifier("orders")
                .dbClusterIdentifier(target);
        change.accept(request);
        rds.answer("RestoreDBClusterToPointInTime", request.build());
    }

    private void createMember(String identifier, Consumer<CreateDbInstanceRequest.Builder> change) {
        CreateDbInstanceRequest.Builder request = CreateDbInstanceRequest.builder()
                .dbClusterIdentifier("restored")
                .dbInstanceIdentifier(identifier)
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large");
        change.accept(request);
        rds.answer("CreateDBInstance", request.build());
    }
}
