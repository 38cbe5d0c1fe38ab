package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.AwsProblem;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.problem.Vocabulary;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.Tag;

/** Taking a snapshot of an instance. */
class RdsSnapshotTest extends RdsTest {

    private static final String NAME = "pre-migration-orders-20400301020000";

    RdsSnapshotTest(AwsSimulator simulator) {
        super(simulator);
        rds.instance("orders");
    }

    @Test
    void takesASnapshotAndWaitsUntilItIsAvailable() {
        RestorePoint point = take("orders", changedBefore(Duration.ofDays(3)));

        assertThat(point)
                .isEqualTo(
                        new RestorePoint(RestorePoint.Kind.DB_SNAPSHOT, NAME, "orders", AwsSimulatorExtension.START));
        DBSnapshot snapshot = rds.describedSnapshot(NAME);
        assertThat(snapshot.status()).isEqualTo("available");
        assertThat(snapshot.tagList())
                .contains(
                        tag("ordermig:managed", "true"),
                        tag("ordermig:run", RUN),
                        tag("ordermig:environment", "staging"),
                        tag("ordermig:source", "orders"),
                        tag("ordermig:started", "2040-03-01T02:00:00Z"),
                        tag("ordermig:schema-version", "20400201120000"));
        RunEvent.RestorePointReady ready =
                events.of(RunEvent.RestorePointReady.class).get(0);
        assertThat(ready.point()).isEqualTo(point);
        assertThat(ready.took()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(9));
        assertThat(ready.bytes()).isEqualTo(100L << 30);
        assertThat(ready.manifest())
                .isEqualTo(manifests().resolve(NAME + ".manifest.json").toString());
    }

    @Test
    void tellsHowFarItIsAtEachLook() {
        take("orders");

        List<RunEvent.RestorePointProgressed> told = events.of(RunEvent.RestorePointProgressed.class);
        assertThat(told).hasSizeBetween(25, 40);
        assertThat(told).extracting(RunEvent.RestorePointProgressed::state).containsOnly("creating");
        assertThat(told)
                .extracting(RunEvent.RestorePointProgressed::percent)
                .isSorted()
                .contains(0, 100);
        assertThat(told).extracting(RunEvent.RestorePointProgressed::elapsed).isSorted();
        assertThat(told)
                .filteredOn(look -> look.percent() == 0 || look.percent() == 100)
                .extracting(RunEvent.RestorePointProgressed::remaining)
                .containsOnly(Duration.ZERO);
        assertThat(told)
                .filteredOn(look -> look.percent() > 40 && look.percent() < 60)
                .isNotEmpty()
                .allSatisfy(look ->
                        assertThat(look.remaining()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(200)));
        assertThat(events.all().get(0)).isInstanceOf(RunEvent.RestorePointStarted.class);
    }

    @Test
    void pausesVaryAroundTheInterval() {
        take("orders");

        List<Duration> looks = events.of(RunEvent.RestorePointProgressed.class).stream()
                .map(RunEvent.RestorePointProgressed::elapsed)
                .toList();
        for (int i = 1; i < looks.size(); i++) {
            assertThat(looks.get(i).minus(looks.get(i - 1))).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(18));
        }
        assertThat(looks.stream().map(Duration::toMillisPart).distinct()).hasSizeGreaterThan(looks.size() / 2);
    }

    @Test
    void aFailedSnapshotIsAProblem() {
        rds.willFailNextSnapshot();

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.FAILED);
        assertThat(e.problem().changed()).contains("begun").contains("cannot be restored from");
        assertThat(e.problem().repeat()).isEqualTo(Repeat.SAFE);
        assertThat(events.of(RunEvent.RestorePointFailed.class)).hasSize(1);
        assertThat(events.of(RunEvent.RestorePointReady.class)).isEmpty();
        assertThat(manifests()).doesNotExist();
    }

    @Test
    void aSnapshotThatIsDeletedMeanwhileIsAProblem() {
        OrdermigException e =
                problemOf(() -> in(RUN, "orders", "", this::sleepAndDelete, points -> points.take(Optional.empty())));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.FAILED);
        assertThat(e.problem().what()).contains("deleting");
    }

    private void sleepAndDelete(Duration duration) throws InterruptedException {
        clock.sleep(duration);
        rds.snapshotStatus(NAME, "deleting");
    }

    @Test
    void theNextRunTakesAnotherOneAfterAFailedOne() {
        rds.willFailNextSnapshot();
        problemOf(() -> take("orders"));

        assertThat(take("orders").id()).isNotEqualTo(NAME).startsWith("pre-migration-orders-2040");
    }

    @Test
    void stopsWaitingWhenTheBudgetIsSpent() {
        settings.put("snapshotTimeout", "5m");

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.TIMED_OUT);
        assertThat(e.problem().details()).containsExactly("It is creating. RDS goes on with it.");
        assertThat(e.problem().text(Vocabulary.NEUTRAL)).contains("the next run waits for the same snapshot");
        assertThat(e.problem().changed()).isEqualTo("the snapshot " + NAME + " of orders was begun and goes on");
        assertThat(Duration.between(AwsSimulatorExtension.START, clock.instant()))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(events.of(RunEvent.RestorePointFailed.class)).hasSize(1);
    }

    @Test
    void aNameThatAnotherProgramTookInTheSameSecondIsNotTakenForOurs() {
        rds.snapshot("orders", NAME, "manual", Duration.ZERO);

        assertThat(take("orders").id()).isNotEqualTo(NAME).startsWith("pre-migration-orders-20400301");

        assertThat(events.of(RunEvent.RestorePointStarted.class)).hasSize(2);
        assertThat(events.of(RunEvent.RestorePointFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.point().id()).isEqualTo(NAME));
    }

    @Test
    void namesTheActionThatIsNotAllowed() {
        simulator.deny("rds:CreateDBSnapshot");

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(AwsProblem.ACCESS_DENIED);
        assertThat(e.problem().what()).contains("rds:CreateDBSnapshot");
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(events.of(RunEvent.RestorePointFailed.class)).hasSize(1);
    }

    @Test
    void namesTheActionThatTagsNeed() {
        simulator.deny("rds:AddTagsToResource");

        assertThat(problemOf(() -> take("orders")).problem().what()).contains("rds:AddTagsToResource");
    }

    @Test
    void aFullAccountIsToldToPrune() {
        rds.quotas(2, 40);
        rds.snapshot("orders", "by-hand", "manual", Duration.ofDays(1));
        rds.snapshot("orders", "by-hand-too", "manual", Duration.ofDays(1));

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.QUOTA);
        assertThat(e.problem().remedies().get(0).spelled(Vocabulary.NEUTRAL)).startsWith("Run prune");
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
    }

    @Test
    void anInterruptionIsAProblemAndTheFlagStays() {
        OrdermigException e =
                problemOf(() -> in(RUN, "orders", "", this::interrupted, points -> points.take(Optional.empty())));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.INTERRUPTED);
        assertThat(e.problem().changed()).contains("was begun and goes on");
    }

    private void interrupted(Duration duration) throws InterruptedException {
        Thread.currentThread().interrupt();
        clock.sleep(duration);
    }

    @Test
    void changesThatWaitForTheMaintenanceWindowAreWarnedOf() {
        rds.instance("orders")
                .pending(PendingModifiedValues.builder()
                        .dbInstanceClass("db.r6g.large")
                        .masterUserPassword("****")
                        .build());

        take("orders");

        assertThat(events.of(RunEvent.Warned.class))
                .singleElement()
                .satisfies(warning -> assertThat(warning.text())
                        .contains("orders wait for its maintenance window: DBInstanceClass, MasterUserPassword"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
