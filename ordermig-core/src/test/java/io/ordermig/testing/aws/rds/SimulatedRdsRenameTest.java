package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;

class SimulatedRdsRenameTest extends RdsTestBase {

    @BeforeEach
    void anInstance() {
        rds.instance("orders").dataVersion("v1");
    }

    @Test
    void aRenameLeavesTheOldNameAvailableForAWhileThenNeitherThenTheNewOne() {
        DBInstance answered =
                modify(request -> request.newDBInstanceIdentifier("Orders-Old").applyImmediately(true));
        assertThat(answered.dbInstanceStatus()).isEqualTo("available");
        assertThat(answered.pendingModifiedValues().dbInstanceIdentifier()).isEqualTo("orders-old");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String now = lookedUp("orders") + " / " + lookedUp("orders-old");
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
                seen.add(now);
            }
            advance(Duration.ofSeconds(15));
        }
        assertThat(seen)
                .containsExactly(
                        "available / DBInstanceNotFound",
                        "renaming / DBInstanceNotFound",
                        "DBInstanceNotFound / DBInstanceNotFound",
                        "DBInstanceNotFound / renaming",
                        "DBInstanceNotFound / available");
        DBInstance renamed = rds.describedInstance("orders-old");
        assertThat(renamed.dbiResourceId()).isEqualTo(answered.dbiResourceId());
        assertThat(renamed.endpoint().address()).startsWith("orders-old.");
        assertThat(renamed.dbInstanceArn()).endsWith(":db:orders-old");
        assertThat(renamed.pendingModifiedValues().dbInstanceIdentifier()).isNull();
        assertThat(rds.dataVersion("orders-old")).isEqualTo("v1");
    }

    @Test
    void theNewNameIsAvailableTooEarlyOnDemand() {
        rds.faults().newNameAvailableTooEarly(true);
        modify(request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        advance(Duration.ofSeconds(30 + 180 + 60));
        assertThat(statusOf("orders-old")).isEqualTo("available");
        advance(Duration.ofSeconds(30));
        assertThat(statusOf("orders-old")).isEqualTo("rebooting");
        advance(Duration.ofSeconds(90));
        assertThat(statusOf("orders-old")).isEqualTo("available");
    }

    @Test
    void theResourceIdFindsAnInstanceUnderEitherNameButNotBetween() {
        String resource = rds.describedInstance("orders").dbiResourceId();
        modify(request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        assertThat(named(resource)).containsExactly("orders");
        advance(Duration.ofSeconds(30 + 180));
        assertThat(named(resource)).isEmpty();
        advance(Duration.ofSeconds(60));
        assertThat(named(resource)).containsExactly("orders-old");
    }

    @Test
    void snapshotsFollowARenamedInstanceAndEventsDoNot() {
        rds.answer(
                "RebootDBInstance",
                RebootDbInstanceRequest.builder().dbInstanceIdentifier("orders").build());
        advanceMinutes(1);
        createSnapshot("orders", "before");
        advanceMinutes(10);
        modify(request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        advanceMinutes(10);
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder().dbInstanceIdentifier("orders")))
                .isEmpty();
        assertThat(snapshots(DescribeDbSnapshotsRequest.builder().dbInstanceIdentifier("orders-old")))
                .extracting(DBSnapshot::dbSnapshotIdentifier)
                .containsExactly("before");
        assertThat(rds.eventIds("orders")).containsExactly("RDS-EVENT-0006");
    }

    @Test
    void aNameThatExistsOrIsOnItsWayIsRefused() {
        rds.instance("other");
        refused(
                400,
                "DBInstanceAlreadyExists",
                () -> modify(request -> request.newDBInstanceIdentifier("OTHER").applyImmediately(true)));
        modify(request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        refused(
                400,
                "DBInstanceAlreadyExists",
                () -> rds.answer(
                        "ModifyDBInstance",
                        ModifyDbInstanceRequest.builder()
                                .dbInstanceIdentifier("other")
                                .newDBInstanceIdentifier("orders-old")
                                .applyImmediately(true)
                                .build()));
        advance(Duration.ofSeconds(30));
        refused(400, "InvalidDBInstanceState", () -> modify(request -> request.multiAZ(true)));
    }

    @Test
    void theSameNameRebootsAllTheSame() {
        modify(request -> request.newDBInstanceIdentifier("orders").applyImmediately(true));
        advance(Duration.ofSeconds(30));
        assertThat(statusOf("orders")).isEqualTo("rebooting");
        advance(Duration.ofSeconds(60));
        assertThat(statusOf("orders")).isEqualTo("available");
    }

    @Test
    void withoutApplyImmediatelyARenameWaitsForTheMaintenanceWindow() {
        rds.instance("orders").windows("02:10-02:40", "tue:03:00-tue:03:30");
        modify(request -> request.newDBInstanceIdentifier("orders-old"));
        advance(Duration.ofHours(24));
        assertThat(statusOf("orders")).isEqualTo("available");
        assertThat(rds.describedInstance("orders").pendingModifiedValues().dbInstanceIdentifier())
                .isEqualTo("orders-old");
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-24T03:00:01Z")));
        assertThat(statusOf("orders")).isEqualTo("renaming");
        advanceMinutes(6);
        assertThat(statusOf("orders-old")).isEqualTo("available");
    }

    @Test
    void aSecondRequestWhileTheFirstIsNotSeenYetRenamesOnlyOnce() {
        modify(request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        modify(request -> request.multiAZ(true).applyImmediately(true));
        advanceMinutes(30);
        assertThat(statusOf("orders-old")).isEqualTo("available");
        assertThat(rds.describedInstance("orders-old").multiAZ()).isTrue();
        assertThat(rds.eventIds("orders-old")).containsOnlyOnce("RDS-EVENT-0006");
    }

    private DBInstance modify(Consumer<ModifyDbInstanceRequest.Builder> change) {
        ModifyDbInstanceRequest.Builder request =
                ModifyDbInstanceRequest.builder().dbInstanceIdentifier("orders");
        change.accept(request);
        return call(ModifyDbInstanceResponse.class, "ModifyDBInstance", request.build())
                .dbInstance();
    }

    private List<String> named(String resource) {
        return instances(DescribeDbInstancesRequest.builder()
                        .filters(Filter.builder()
                                .name("dbi-resource-id")
                                .values(resource)
                                .build()))
                .stream()
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
    }
}
