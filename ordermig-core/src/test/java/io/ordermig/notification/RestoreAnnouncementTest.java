package io.ordermig.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.NotificationConfig.Occasion;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.ReportRecorder;
import io.ordermig.report.StepRecorder;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.SampleRestore;
import io.ordermig.testing.SampleStep;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told of restores: those who were not there, on a bad day. */
class RestoreAnnouncementTest {

    private static final String LINE = "mvn ordermig:restore -P env=staging -Dordermig.snapshotId="
            + SampleRestore.POINT.id() + " -Dordermig.confirm=orders";

    private final ReportRecorder recorder =
            new ReportRecorder("20400301T024200Z-7f3a", "staging", "com.example:order-service:1", List.of());
    private final StepRecorder step = recorder.step("com.example:order-service:1", SampleStep.MAVEN);
    private final RunEvents events =
            new RunEvents(Clock.fixed(SampleRestore.TIME.plusSeconds(2520), ZoneOffset.UTC), List.of(step));

    RestoreAnnouncementTest() {
        events.publish(new RunEvent.GoalStarted(events.now(), "20400301T024200Z-7f3a", "restore", "staging"));
    }

    private void plan() {
        events.publish(new RunEvent.RestorePlanned(events.now(), SampleRestore.PLAN, true, SampleRestore.parameters()));
    }

    private Notification of(Outcome outcome, List<Problem> problems) {
        events.publish(new RunEvent.GoalFinished(events.now(), "restore", outcome, Duration.ofMinutes(6), problems));
        return Announcement.of(recorder.report(), step.step()).orElseThrow();
    }

    private Notification failed(int failing) {
        try {
            SampleRestore.play(events, failing);
        } catch (OrdermigException e) {
            return of(Outcome.FAILED, e.problems());
        }
        throw new AssertionError("It did not fail.");
    }

    @Test
    void saysWhatIsThereNowAndWhatToDo() {
        SampleRestore.play(events, 0);
        Notification notification = of(Outcome.SUCCEEDED, List.of());

        assertThat(notification.occasion()).isEqualTo(Occasion.RESTORE);
        assertThat(notification.text()).isEqualTo("""
                order-service: restore succeeded in staging.

                Run:              20400301T024200Z-7f3a
                Environment:      staging
                Project:          com.example:order-service:1
                Goal:             restore
                Outcome:          succeeded
                Started:          2040-03-01 02:42:00 UTC
                Finished:         2040-03-01 02:42:00 UTC
                Duration:         0 ms
                Restore of:       instance orders
                Back to:          snapshot pre-migration-orders-20400301020000 of orders
                Data as of:       2040-03-01T02:00:00Z, schema version 20240117100000
                Outage:           2 m 10 s
                Kept:             orders-old-20400301024200

                Steps:
                  1/3  Restore it to orders-restore-20400301024200: done in 1 m 00 s
                  2/3  Rename orders to orders-old-20400301024200: done in 2 m 00 s
                  3/3  Rename the new one to orders: done in 3 m 00 s

                Asked of the restored data:
                  The history can be read: 2 migrations

                To do now:
                  1. The endpoint is the same. Connections of before are dead.
                  2. The old one is kept. To remove it, when all is well:
                       aws rds delete-db-instance --db-instance-identifier orders-old-20400301024200
                """);
        assertThat(notification.attributes()).containsEntry("snapshotId", SampleRestore.POINT.id());
    }

    @Test
    void saysOfAFailureBeforeTheOutageThatAllIsAsItWas() {
        Notification notification = failed(1);

        assertThat(notification.text())
                .contains("Serves now:       orders, as it was: it has not been touched\n")
                .contains("  1/3  Restore it to orders-restore-20400301024200: FAILED\n")
                .contains("  2/3  Rename orders to orders-old-20400301024200: not begun\n")
                .contains("[restore/failed]")
                .contains("To go on, once it is fixed:\n  postgresql goes on where it stopped:\n    " + LINE + "\n")
                .doesNotContain("Kept:")
                .doesNotContain("none that can be restored from");
    }

    @Test
    void saysOfAFailureInTheOutageThatPerhapsNothingServes() {
        assertThat(failed(2).text())
                .contains("Serves now:       perhaps nothing: it was stopped in the step \"Rename orders to"
                        + " orders-old-20400301024200\"; the line under \"To go on\" takes it from there\n")
                .contains("    " + LINE + "\n");
    }

    @Test
    void saysWhoHasTheNameWhenTheSwapWasTakenBack() {
        plan();
        events.publish(new RunEvent.RestoreStepStarted(
                events.now(), 2, SampleRestore.PLAN.steps().get(1)));

        assertThat(of(
                                Outcome.FAILED,
                                List.of(Problem.of(RestoreProblem.TAKEN_BACK, "The names could not be swapped.")
                                        .detail("orders serves again, as it was before.")
                                        .fix("Try again.")
                                        .build()))
                        .text())
                .contains("Serves now:       orders serves again, as it was before.\n");
    }

    @Test
    void saysOfADatabaseThatItIsOneOrTheOther() {
        RestorePlan plan = new RestorePlan(
                "orders",
                "database",
                SampleRestore.PLAN.origin(),
                RestorePlan.Strategy.RENAME,
                List.of(SampleRestore.PLAN.steps().get(1)),
                RestorePlan.Span.NONE,
                List.of());
        events.publish(new RunEvent.RestorePlanned(events.now(), plan, true, SampleRestore.parameters()));
        events.publish(
                new RunEvent.RestoreStepStarted(events.now(), 1, plan.steps().get(0)));

        assertThat(of(Outcome.FAILED, List.of()).text())
                .contains("Serves now:       orders, the old one or the restored one, as \"Changed so far\" says");
    }

    @Test
    void saysWhenAnEmergencyBeginsWhatIsGoingToHappen() {
        plan();
        MigrationReport report = recorder.report();
        Notification notification = Announcement.ofStart(report, step.step()).orElseThrow();

        assertThat(notification.subject()).isEqualTo("ALERT: order-service restore BEGINS: staging, orders");
        assertThat(notification.occasion()).isEqualTo(Occasion.RESTORE);
        assertThat(notification.text()).isEqualTo("""
                order-service: restore BEGINS in staging, as an emergency.

                Run:              20400301T024200Z-7f3a
                Environment:      staging
                Project:          com.example:order-service:1
                Goal:             restore
                Started:          2040-03-01 02:42:00 UTC
                Restore of:       instance orders
                Back to:          snapshot pre-migration-orders-20400301020000 of orders
                Data as of:       2040-03-01T02:00:00Z, schema version 20240117100000
                Outage:           2 to 6 min expected
                Expected:         12 to 46 min in all

                What is going to be done:
                  1/3  Restore it to orders-restore-20400301024200  10 to 40 min
                  2/3  Rename orders to orders-old-20400301024200   1 to 3 min  OUTAGE
                  3/3  Rename the new one to orders                 1 to 3 min  OUTAGE
                  Together 12 to 46 min; of that, nobody can use orders for 2 to 6 min.

                To know:
                  - What was written after 2040-03-01T02:00:00Z is lost.
                """);
        assertThat(notification.attributes()).containsEntry("outcome", "started");
    }

    @Test
    void hasNothingToSayOfTheBeginningOfOtherGoals() {
        assertThat(Announcement.ofStart(recorder.report(), step.step())).isEmpty();
    }
}
