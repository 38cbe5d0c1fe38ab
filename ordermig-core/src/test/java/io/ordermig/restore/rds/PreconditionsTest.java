package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

class PreconditionsTest extends RestoreTest {

    private static final String SNAPSHOT = "pre-migration-orders-20400301020000";
    private static final String MADE = "orders-restore-20400301020000";

    PreconditionsTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        rds.instance("orders").dataVersion("before");
        serve("orders");
    }

    @BeforeEach
    void takeSnapshot() {
        snapshot();
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void everythingThatStandsInTheWayIsToldAtOnce() {
        rds.instance("orders")
                .pending(PendingModifiedValues.builder()
                        .dbInstanceClass("db.r6i.large")
                        .build())
                .status("storage-full");
        rds.instance(MADE);
        rds.quotas(100, 2);
        int before = rds.changes().size();

        OrdermigException e = failure(this::restore);

        assertThat(e.problems())
                .extracting(Problem::code)
                .containsExactly(
                        RestoreProblem.SOURCE_NOT_READY,
                        RestoreProblem.PENDING_CHANGES,
                        RestoreProblem.NAME_TAKEN,
                        RestoreProblem.QUOTA);
        assertThat(e.problems()).allMatch(problem -> problem.changed().equals(Problem.NOTHING_CHANGED));
        assertThat(rds.changes()).hasSize(before);
    }

    @Test
    void aSnapshotThatIsNotThereIsToldWithTheNearestName() {
        settings.put("snapshotId", "pre-migration-orders-20400301020001");

        OrdermigException e = failure(this::plan);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
        assertThat(e.problem().details().get(0)).contains(SNAPSHOT);
    }

    @Test
    void aSnapshotOfAnotherInstanceIsRefused() {
        rds.instance("billing");
        rds.snapshot("billing", "billing-by-hand", "manual", Duration.ofDays(1));
        settings.put("snapshotId", "billing-by-hand");

        OrdermigException e = failure(this::plan);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.OTHER_SOURCE);
    }

    @Test
    void aSnapshotThatSomebodyTookByHandServesWhileTheSourceIsThere() {
        rds.snapshot("orders", "by-hand", "manual", Duration.ofMinutes(5));
        settings.put("snapshotId", "by-hand");

        assertThat(plan().notices()).anyMatch(line -> line.contains("becomes like orders is now"));
        restore();

        assertThat(rds.instanceNames()).hasSize(2);
    }

    @Test
    void aSnapshotThatIsNotReadyIsRefused() {
        rds.snapshotStatus(SNAPSHOT, "failed");
        settings.put("snapshotId", SNAPSHOT);

        assertThat(failure(this::plan).problem().code()).isEqualTo(RestoreProblem.POINT_NOT_USABLE);

        settings.remove("snapshotId");
        assertThat(failure(this::plan).problem().code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
    }

    @Test
    void whatNobodyKnowsTheSettingsOfIsNotMade() throws Exception {
        rds.snapshot("orders", "by-hand", "manual", Duration.ofMinutes(5));
        settings.put("snapshotId", "by-hand");
        simulator
                .client(RdsClient.builder())
                .deleteDBInstance(
                        request -> request.dbInstanceIdentifier("orders").skipFinalSnapshot(true));
        clock.advance(Duration.ofHours(1));

        OrdermigException e = failure(this::plan);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.SETTINGS_UNKNOWN);
        assertThat(e.problem().remedies().get(0).spelled(Vocabulary.NEUTRAL)).contains("by-hand.manifest.json");
    }

    @Test
    void theSecondOfTwoRunsSaysWhoIsAtIt() {
        assertThat(diesAt("first-run", 12, false)).isTrue();
        OrdermigException e = failure(() -> in(
                "second-run",
                duration -> {
                    clock.sleep(duration);
                    // The other one is alive: it gives a sign.
                    sign("first-run");
                },
                restore -> restore.carryOut(restore.plan())));

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.RUNNING);
        assertThat(e.problem().what()).startsWith("Another run is restoring orders: run first-run of ");
    }

    @Test
    void aRunThatIsGoneIsTakenOverAfterAWhile() {
        assertThat(diesAt("first-run", 12, false)).isTrue();

        restore("second-run");

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(events.of(RunEvent.RestoreStepProgressed.class))
                .anyMatch(event -> event.state().startsWith("run first-run of ")
                        && event.state().contains("is silent"));
    }

    @Test
    void anotherRestoreThatWasBegunIsNotMixedWithThisOne() {
        assertThat(diesAt("first-run", 12, false)).isTrue();
        clock.advance(Duration.ofHours(1));
        settings.put("restoreTime", "latest");

        OrdermigException e = failure(() -> restore("second-run"));

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.UNFINISHED_OTHER);
        assertThat(e.problem().where()).isEqualTo(MADE);
        assertThat(e.problem().remedies().get(0).spelled(Vocabulary.NEUTRAL))
                .isEqualTo("Set snapshotId to " + SNAPSHOT + " to go on with that one.");
    }

    private void sign(String run) {
        try (RdsClient client = simulator.client(RdsClient.builder())) {
            Instances instances = new Instances(client);
            RdsResource made = instances.named(MADE).orElseThrow();
            Mark mark = made.mark().orElseThrow();
            instances.tag(
                    made.arn(),
                    mark.by(new Mark.Runner(run, "somebody", now().truncatedTo(ChronoUnit.SECONDS)))
                            .tags());
        }
    }
}
