package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;

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
                .containsExactly(tuple("orders-1", true), tuple("orders-2", false));
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

    private String groupStatus() {
        return rds.describedCluster("small").dbClusterMembers().get(0).dbClusterParameterGroupStatus();
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
