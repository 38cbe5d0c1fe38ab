package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.Filter;

class SimulatedRdsSnapshotTest extends RdsTestBase {

    @Test
    void aSnapshotIsBeingCreatedForEightMinutesAndTheInstanceBacksUpForThree() {
        rds.instance("orders");
        DBSnapshot answered = createSnapshot("orders", "Before-1");
        assertThat(answered.dbSnapshotIdentifier()).isEqualTo("before-1");
        assertThat(answered.status()).isEqualTo("creating");
        assertThat(answered.percentProgress()).isZero();
        assertThat(answered.snapshotCreateTime()).isEqualTo(clock.instant());
        assertThat(answered.dbSnapshotArn()).isEqualTo("arn:aws:rds:eu-central-1:123456789012:snapshot:before-1");
        assertThat(statusOf("orders")).isEqualTo("backing-up");
        advanceMinutes(3);
        assertThat(statusOf("orders")).isEqualTo("available");
        assertThat(rds.describedSnapshot("before-1").status()).isEqualTo("creating");
        advanceMinutes(5);
        assertThat(rds.describedSnapshot("before-1").status()).isEqualTo("available");
        assertThat(rds.eventIds("before-1")).containsExactly("RDS-EVENT-0040", "RDS-EVENT-0042");
    }

    @Test
    void theProgressStaysAtNothingAndAtAHundredForAWhile() {
        rds.instance("orders");
        createSnapshot("orders", "before");
        List<Integer> seen = new ArrayList<>();
        while (rds.describedSnapshot("before").status().equals("creating")) {
            seen.add(rds.describedSnapshot("before").percentProgress());
            advance(Duration.ofSeconds(30));
        }
        assertThat(seen).isSorted().startsWith(0, 0, 0, 0).endsWith(100, 100, 100);
        assertThat(seen).anyMatch(percent -> percent > 10 && percent < 90);
    }

    @Test
    void aSnapshotFailsOnDemandAndOnlyThatOne() {
        rds.instance("orders");
        rds.willFailNextSnapshot();
        createSnapshot("orders", "bad");
        advanceMinutes(3);
        createSnapshot("orders", "good");
        advanceMinutes(10);
        assertThat(rds.describedSnapshot("bad").status()).isEqualTo("failed");
        assertThat(rds.describedSnapshot("bad").percentProgress()).isLessThan(100);
        assertThat(rds.describedSnapshot("good").status()).isEqualTo("available");
    }

    @Test
    void aSnapshotDoesNotShowWhatItsShapeDoesNotHaveButKeepsTheData() {
        rds.instanceWithEverySettingSet("orders").dataVersion("v41");
        List<String> told = new ArrayList<>();
        rds.listen(new RdsListener() {
            @Override
            public void snapshotTaken(DBInstance instance, DBSnapshot snapshot) {
                told.add(instance.dbInstanceIdentifier() + " " + snapshot.dbSnapshotIdentifier());
            }
        });
        DBSnapshot snapshot = createSnapshot("orders", "before");
        assertThat(told).containsExactly("orders before");
        assertThat(snapshot.vpcId()).isEqualTo("vpc-0a1b2c3d");
        assertThat(snapshot.storageType()).isEqualTo("io2");
        assertThat(snapshot.dbiResourceId())
                .isEqualTo(rds.describedInstance("orders").dbiResourceId());
        assertThat(snapshot.tagList()).extracting("key").contains("team", "Größe");
        assertThat(snapshot.tagList()).extracting("key").noneMatch(key -> ((String) key).startsWith("aws:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backing-up", "modifying", "storage-full", "stopped", "incompatible-network"})
    void onlyAnAvailableInstanceCanBeSnapshot(String status) {
        rds.instance("orders").status(status);
        refused(400, "InvalidDBInstanceState", () -> createSnapshot("orders", "before"));
    }

    @Test
    void anInstanceWhoseStorageIsBeingOptimisedCanBeSnapshot() {
        rds.instance("orders").status("storage-optimization");
        createSnapshot("orders", "before");
        advanceMinutes(8);
        assertThat(rds.describedSnapshot("before").status()).isEqualTo("available");
        assertThat(statusOf("orders")).isEqualTo("storage-optimization");
    }

    @Test
    void aSecondSnapshotMustWaitForTheFirst() {
        rds.instance("orders");
        createSnapshot("orders", "one");
        refused(400, "InvalidDBInstanceState", () -> createSnapshot("orders", "two"));
        refused(400, "DBSnapshotAlreadyExists", () -> createSnapshot("orders", "ONE"));
    }

    @Test
    void aMemberOfAnAuroraClusterCannotBeSnapshot() {
        rds.auroraCluster("orders", "orders-1");
        refused(400, "InvalidParameterValue", () -> createSnapshot("orders-1", "before"));
    }

    @Test
    void thereMayBeAHundredManualSnapshots() {
        rds.instance("orders");
        for (int i = 0; i < 100; i++) {
            rds.snapshot("orders", "s" + i, "manual", Duration.ofDays(i));
        }
        rds.snapshot("orders", "rds:orders-2026-11-21-03-11", "automated", Duration.ofDays(1));
        refused(400, "SnapshotQuotaExceeded", () -> createSnapshot("orders", "one-more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "-a", "a-", "a--b", "a_b", "ä", "rds:a"})
    void aNameMustKeepTheRules(String name) {
        rds.instance("orders");
        refused(400, "InvalidParameterValue", () -> createSnapshot("orders", name));
    }

    @Test
    void aNameMayBeLongButNotOfAClustersSnapshot() {
        rds.instance("orders");
        rds.auroraCluster("aurora", "aurora-1");
        createSnapshot("orders", "a".repeat(255));
        refused(400, "InvalidParameterValue", () -> createSnapshot("orders", "a".repeat(256)));
        createClusterSnapshot("aurora", "a".repeat(63));
        refused(400, "InvalidParameterValue", () -> createClusterSnapshot("aurora", "a".repeat(64)));
    }

    @Test
    void withoutAnInstanceThereIsNoSnapshot() {
        refused(404, "DBInstanceNotFound", () -> createSnapshot("orders", "before"));
        refused(
                404,
                "DBSnapshotNotFound",
                () -> snapshots(DescribeDbSnapshotsRequest.builder().dbSnapshotIdentifier("before")));
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder().dbInstanceIdentifier("orders")))
                .isEmpty();
    }

    @Test
    void anUnusableKeyStopsASnapshot() {
        rds.instance("orders").encryptedWith("key-1");
        rds.faults().kmsKeyUnusable("key-1");
        refused(400, "KMSKeyNotAccessibleFault", () -> createSnapshot("orders", "before"));
    }

    @Test
    void anAutomatedSnapshotIsFoundByItsNameOnlyWithItsType() {
        rds.instance("orders");
        String name = "rds:orders-2026-11-21-03-11";
        rds.snapshot("orders", name, "automated", Duration.ofDays(1));
        refused(
                404,
                "DBSnapshotNotFound",
                () -> snapshots(DescribeDbSnapshotsRequest.builder().dbSnapshotIdentifier(name)));
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder()
                        .dbSnapshotIdentifier(name)
                        .snapshotType("automated")))
                .hasSize(1);
    }

    @Test
    void aListingHasManualAndAutomatedSnapshotsAndSharedOnesOnlyWhenIncluded() {
        rds.instance("orders");
        rds.snapshot("orders", "mine", "manual", Duration.ofDays(1));
        rds.snapshot("orders", "rds:orders-2026-11-21-03-11", "automated", Duration.ofDays(1));
        rds.snapshot("orders", "theirs", "shared", Duration.ofDays(1));
        rds.snapshot("orders", "awsbackup:job-1", "awsbackup", Duration.ofDays(1));
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder()))
                .extracting(DBSnapshot::dbSnapshotIdentifier)
                .containsExactly("mine", "rds:orders-2026-11-21-03-11");
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder().includeShared(true)))
                .extracting(DBSnapshot::dbSnapshotIdentifier)
                .containsExactly("mine", "rds:orders-2026-11-21-03-11", "theirs");
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder().snapshotType("manual")))
                .hasSize(1);
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder()
                        .filters(Filter.builder()
                                .name("snapshot-type")
                                .values("automated")
                                .build())))
                .hasSize(1);
    }

    @Test
    void aListingComesInPagesInTheOrderOfNames() {
        rds.instance("orders");
        for (int i = 0; i < 45; i++) {
            rds.snapshot("orders", "s" + (100 + i), "manual", Duration.ofDays(i));
        }
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String marker = null;
        do {
            DescribeDbSnapshotsResponse page = call(
                    DescribeDbSnapshotsResponse.class,
                    "DescribeDBSnapshots",
                    DescribeDbSnapshotsRequest.builder()
                            .maxRecords(20)
                            .marker(marker)
                            .build());
            page.dbSnapshots().forEach(snapshot -> seen.add(snapshot.dbSnapshotIdentifier()));
            sizes.add(page.dbSnapshots().size());
            marker = page.marker();
        } while (marker != null);
        assertThat(sizes).containsExactly(20, 20, 5);
        assertThat(seen).hasSize(45).doesNotHaveDuplicates().isSorted();
        refused(
                400,
                "InvalidParameterValue",
                () -> snapshots(DescribeDbSnapshotsRequest.builder().maxRecords(19)));
        rds.longestPage(7);
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder())).hasSize(7);
    }

    @Test
    void anUnknownFilterIsRefused() {
        refused(
                400,
                "InvalidParameterValue",
                () -> snapshots(DescribeDbSnapshotsRequest.builder()
                        .filters(
                                Filter.builder().name("db-instance").values("x").build())));
    }

    @Test
    void onlyAFinishedManualSnapshotCanBeDeleted() {
        rds.instance("orders");
        createSnapshot("orders", "before");
        refused(400, "InvalidDBSnapshotState", () -> delete("before"));
        advanceMinutes(8);
        delete("before");
        assertThat(rds.describedSnapshot("before").status()).isEqualTo("deleting");
        advanceMinutes(1);
        refused(404, "DBSnapshotNotFound", () -> delete("before"));
        rds.snapshot("orders", "rds:orders-2026-11-21-03-11", "automated", Duration.ofDays(1));
        refused(400, "InvalidDBSnapshotState", () -> delete("rds:orders-2026-11-21-03-11"));
    }

    @Test
    void aCallFailsOnDemandAndTheNextOneWorks() {
        rds.instance("orders");
        rds.faults().failNext("CreateDBSnapshot", 400, "Throttling", "Rate exceeded");
        refused(400, "Throttling", () -> createSnapshot("orders", "before"));
        createSnapshot("orders", "before");
        assertThat(rds.changes()).containsExactly("CreateDBSnapshot", "CreateDBSnapshot");
        assertThat(((CreateDbSnapshotRequest) rds.calls().get(0).request()).dbSnapshotIdentifier())
                .isEqualTo("before");
    }

    private void delete(String identifier) {
        rds.answer(
                "DeleteDBSnapshot",
                DeleteDbSnapshotRequest.builder()
                        .dbSnapshotIdentifier(identifier)
                        .build());
    }
}
