package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;

class ReplaceTest extends RestoreTest {

    ReplaceTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        settings.put("restoreStrategy", "replace");
        rds.instance("orders").dataVersion("before");
        serve("orders");
    }

    private void snapshotAndChange() {
        snapshot();
        clock.advance(Duration.ofHours(1));
        rds.instance("orders").dataVersion("after");
    }

    @Test
    void theOldOneIsDeletedAfterALastSnapshotAndItsBackupsStay() {
        rds.instanceWithEverySettingSet("orders").deletionProtection(false);
        DBInstance before = rds.describedInstance("orders");
        snapshotAndChange();

        Aftermath aftermath = restore();

        assertThat(rds.instanceNames()).containsExactly("orders");
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(InstanceSettings.ALL)
                .allSatisfy(setting -> assertThat(setting.between(before, rds.describedInstance("orders")))
                        .isEmpty());
        assertThat(aftermath.kept()).startsWith("orders-final-20400301");
        assertThat(rds.describedSnapshot(aftermath.kept()).status()).isEqualTo("available");
        DeleteDbInstanceRequest request =
                simulator.requests(DeleteDbInstanceRequest.class).get(0);
        assertThat(request.deleteAutomatedBackups()).isFalse();
        assertThat(request.finalDBSnapshotIdentifier()).isEqualTo(aftermath.kept());
        // The snapshot, the deletion, the restore, the settings: nobody can use it all the while.
        assertThat(outage()).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void withoutALastSnapshotOnlyWhenToldSo() {
        settings.put("finalSnapshot", "false");
        snapshotAndChange();

        RestorePlan plan = plan();
        assertThat(plan.steps().get(0).title())
                .isEqualTo("Delete orders, without a last snapshot; its automated backups stay");
        Aftermath aftermath = restore();

        assertThat(aftermath.kept()).isEmpty();
        assertThat(rds.snapshotNames()).noneMatch(name -> name.startsWith("orders-final-"));
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void allStepsAreOutage() {
        snapshotAndChange();

        RestorePlan plan = plan();

        assertThat(plan.strategy()).isEqualTo(RestorePlan.Strategy.REPLACE);
        assertThat(plan.steps()).hasSize(6).allMatch(RestorePlan.Step::outage);
        assertThat(plan.outage().least()).isGreaterThanOrEqualTo(Duration.ofMinutes(28));
    }

    @Test
    void whatIsProtectedIsNotDeleted() {
        rds.instance("orders").deletionProtection(true);
        snapshotAndChange();

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.DELETION_PROTECTED);
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(rds.changes()).doesNotContain("DeleteDBInstance", "AddTagsToResource");
    }

    @Test
    void needsNoRoomForASecondOne() {
        rds.quotas(100, 1);
        snapshotAndChange();

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void whatHasFailedForGoodCanBeReplaced() {
        settings.put("finalSnapshot", "false");
        snapshotAndChange();
        rds.instance("orders").status("failed");

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void aSwapThatWasBegunIsNotMixedWithIt() {
        snapshotAndChange();
        settings.put("restoreStrategy", "swap");
        assertThat(diesAt("first", 20, false)).isTrue();
        settings.put("restoreStrategy", "replace");

        OrdermigException e = failure(() -> restore("second"));

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.UNFINISHED_OTHER);
        assertThat(rds.changes()).doesNotContain("DeleteDBInstance");
    }
}
