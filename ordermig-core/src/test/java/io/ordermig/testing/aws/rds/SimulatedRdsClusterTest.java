package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;

class SimulatedRdsClusterTest extends RdsTestBase {

    @BeforeEach
    void theLargestCluster() {
        rds.auroraClusterWithEverySettingSet("orders", "orders-1", "orders-2").dataVersion("v1");
    }

    @Test
    void aClusterHasMembersAndEndpointsForWritingAndReading() {
        DBCluster cluster = rds.describedCluster("orders");
        assertThat(cluster.endpoint()).startsWith("orders.cluster-").endsWith(".eu-central-1.rds.amazonaws.com");
        assertThat(cluster.readerEndpoint()).startsWith("orders.cluster-ro-");
        assertThat(cluster.dbClusterMembers())
                .extracting(DBClusterMember::dbInstanceIdentifier, DBClusterMember::isClusterWriter)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("orders-1", true),
                        org.assertj.core.groups.Tuple.tuple("orders-2", false));
        assertThat(instances(DescribeDbInstancesRequest.builder()
                        .filters(Filter.builder()
                                .name("db-cluster-id")
                                .values("orders")
                                .build())))
                .hasSize(2)
                .allMatch(instance -> instance.dbClusterIdentifier().equals("orders"));
    }

    @Test
    void aSnapshotOfAClusterTakesItsTimeAndFailsOnDemand() {
        createClusterSnapshot("orders", "before");
        assertThat(rds.describedCluster("orders").status()).isEqualTo("backing-up");
        assertThat(rds.describedClusterSnapshot("before").status()).isEqualTo("creating");
        refused(400, "InvalidDBClusterStateFault", () -> createClusterSnapshot("orders", "second"));
        advanceMinutes(8);
        DBClusterSnapshot snapshot = rds.describedClusterSnapshot("before");
        assertThat(snapshot.status()).isEqualTo("available");
        assertThat(snapshot.vpcId()).isEqualTo("vpc-0a1b2c3d");
        assertThat(snapshot.tagList()).containsExactly(tag("team", "orders"));
        assertThat(rds.eventIds("before")).containsExactly("RDS-EVENT-0074", "RDS-EVENT-0075");
        refused(400, "DBClusterSnapshotAlreadyExistsFault", () -> createClusterSnapshot("orders", "before"));
        refused(404, "DBClusterNotFoundFault", () -> createClusterSnapshot("none", "x"));
        rds.faults().failNextClusterSnapshot();
        createClusterSnapshot("orders", "bad");
        advanceMinutes(8);
        assertThat(rds.describedClusterSnapshot("bad").status()).isEqualTo("failed");
    }

    @Test
    void clusterSnapshotsAreListedDeletedAndCounted() {
        for (int i = 0; i < 100; i++) {
            rds.clusterSnapshot("orders", "s" + i, "manual", Duration.ofDays(i));
        }
        refused(400, "SnapshotQuotaExceeded", () -> createClusterSnapshot("orders", "one-more"));
        rds.answer(
                "DeleteDBClusterSnapshot",
                DeleteDbClusterSnapshotRequest.builder()
                        .dbClusterSnapshotIdentifier("s1")
                        .build());
        advanceMinutes(1);
        createClusterSnapshot("orders", "one-more");
        DescribeDbClusterSnapshotsResponse page = call(
                DescribeDbClusterSnapshotsResponse.class,
                "DescribeDBClusterSnapshots",
                DescribeDbClusterSnapshotsRequest.builder()
                        .dbClusterIdentifier("orders")
                        .maxRecords(20)
                        .build());
        assertThat(page.dbClusterSnapshots()).hasSize(20);
        assertThat(page.marker()).isNotNull();
        refused(
                404,
                "DBClusterSnapshotNotFoundFault",
                () -> rds.answer(
                        "DescribeDBClusterSnapshots",
                        DescribeDbClusterSnapshotsRequest.builder()
                                .dbClusterSnapshotIdentifier("none")
                                .build()));
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
    void aRenameChangesTheEndpointsOfTheClusterAndOfItsMembers() {
        createClusterSnapshot("orders", "before");
        advanceMinutes(10);
        String before = rds.describedInstance("orders-1").endpoint().address();
        modify(request -> request.newDBClusterIdentifier("orders-old").applyImmediately(true));
        assertThat(rds.describedCluster("orders").status()).isEqualTo("available");
        advance(Duration.ofSeconds(30));
        assertThat(rds.describedCluster("orders").status()).isEqualTo("renaming");
        advanceMinutes(3);
        refused(404, "DBClusterNotFoundFault", () -> rds.describedCluster("orders"));
        refused(404, "DBClusterNotFoundFault", () -> rds.describedCluster("orders-old"));
        advanceMinutes(3);
        assertThat(rds.describedCluster("orders-old").status()).isEqualTo("available");
        assertThat(rds.describedCluster("orders-old").endpoint()).startsWith("orders-old.cluster-");
        assertThat(rds.describedCluster("orders-old").dbClusterMembers()).hasSize(2);
        assertThat(rds.describedInstance("orders-1").endpoint().address())
                .startsWith("orders-1.")
                .isNotEqualTo(before);
        assertThat(rds.describedClusterSnapshot("before").dbClusterIdentifier()).isEqualTo("orders-old");
        assertThat(rds.eventIds("orders-old")).contains("RDS-EVENT-0172");
    }

    @Test
    void aClusterIsModifiedWithItsMembers() {
        rds.auroraCluster("small", "small-1").parameterGroup("small-pg");
        rds.answer(
                "ModifyDBCluster",
                ModifyDbClusterRequest.builder()
                        .dbClusterIdentifier("small")
                        .databaseInsightsMode("advanced")
                        .enablePerformanceInsights(true)
                        .performanceInsightsRetentionPeriod(465)
                        .dbClusterParameterGroupName("orders-aurora16")
                        .masterUserPassword("new-secret")
                        .autoMinorVersionUpgrade(false)
                        .applyImmediately(true)
                        .build());
        assertThat(rds.describedCluster("small").status()).isEqualTo("available");
        advance(Duration.ofSeconds(30));
        assertThat(rds.describedCluster("small").status()).isEqualTo("modifying");
        advanceMinutes(5);
        assertThat(rds.describedCluster("small").databaseInsightsModeAsString()).isEqualTo("advanced");
        assertThat(rds.describedInstance("small-1").databaseInsightsModeAsString())
                .isEqualTo("advanced");
        assertThat(rds.masterPassword("small")).isEqualTo("new-secret");
        assertThat(groupStatus()).isEqualTo("pending-reboot");
        rds.answer(
                "RebootDBInstance",
                RebootDbInstanceRequest.builder()
                        .dbInstanceIdentifier("small-1")
                        .build());
        advanceMinutes(1);
        assertThat(groupStatus()).isEqualTo("in-sync");
    }

    @Test
    void aClusterIsDeletedOnlyUnprotectedAndAfterItsMembers() {
        refused(400, "InvalidParameterCombination", () -> delete(request -> request.skipFinalSnapshot(true)));
        rds.auroraCluster("orders").deletionProtection(false);
        refused(400, "InvalidDBClusterStateFault", () -> delete(request -> request.skipFinalSnapshot(true)));
        deleteMember("orders-1");
        advanceMinutes(5);
        assertThat(rds.describedCluster("orders").dbClusterMembers())
                .singleElement()
                .satisfies(member -> assertThat(member.isClusterWriter()).isTrue());
        deleteMember("orders-2");
        refused(400, "InvalidParameterCombination", () -> delete(request -> {}));
        delete(request -> request.finalDBSnapshotIdentifier("final"));
        advanceMinutes(13);
        refused(404, "DBClusterNotFoundFault", () -> rds.describedCluster("orders"));
        assertThat(rds.describedClusterSnapshot("final").status()).isEqualTo("available");
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

    private String groupStatus() {
        return rds.describedCluster("small").dbClusterMembers().get(0).dbClusterParameterGroupStatus();
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

    private void modify(Consumer<ModifyDbClusterRequest.Builder> change) {
        ModifyDbClusterRequest.Builder request =
                ModifyDbClusterRequest.builder().dbClusterIdentifier("orders");
        change.accept(request);
        rds.answer("ModifyDBCluster", request.build());
    }

    private void delete(Consumer<DeleteDbClusterRequest.Builder> change) {
        DeleteDbClusterRequest.Builder request =
                DeleteDbClusterRequest.builder().dbClusterIdentifier("orders");
        change.accept(request);
        rds.answer("DeleteDBCluster", request.build());
    }

    private void deleteMember(String identifier) {
        rds.answer(
                "DeleteDBInstance",
                DeleteDbInstanceRequest.builder()
                        .dbInstanceIdentifier(identifier)
                        .build());
    }
}
