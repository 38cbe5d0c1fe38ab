package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ordermig.Ordermig;
import io.ordermig.RestoreCases.FoundPoint;
import io.ordermig.RestoreCases.RestoreOutcome;
import io.ordermig.Run;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.testing.SampleRestore;
import io.ordermig.testing.SampleStep;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console says of going back: on a bad day, every line counts. */
class RestoreConsoleTest {

    private static final Instant NOW = SampleRestore.TIME.plusSeconds(2520);
    private static final String LINE =
            "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=pre-migration-orders-20400301020000";

    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private final LastLines last = new LastLines(SampleStep.MAVEN);
    private RunEvents events;

    @BeforeEach
    void inABuildThatNobodyWatches() {
        TestBuild build = TestBuild.in(folder);
        build.request().setInteractiveMode(false);
        events = new RunEvents(
                Clock.fixed(NOW, ZoneOffset.UTC), List.of(RestoreProgress.on(build.session(), log), last));
    }

    private void end(String goal, Outcome outcome) {
        events.publish(new RunEvent.GoalFinished(NOW, goal, outcome, Duration.ofMinutes(6), List.of()));
    }

    private static List<String> summary(RestorePlan plan) {
        return RestoreSummary.of(
                new RestoreOutcome(plan, SampleRestore.parameters(), Optional.empty()),
                nothing(),
                SampleStep.MAVEN,
                NOW);
    }

    private static Ordermig nothing() {
        return new Ordermig(
                new Run("staging", "p", Clock.systemUTC()),
                RunConfig.from(new Settings(), "staging", "p", Path.of("unused")),
                SampleStep.MAVEN,
                List.of());
    }

    @Test
    void showsThePlanAndTheLineThatDoesIt() {
        assertThat(summary(SampleRestore.PLAN))
                .containsExactly(
                        "",
                        "This is what would be done:",
                        "  Of:         instance orders",
                        "  Back to:    snapshot pre-migration-orders-20400301020000 of orders",
                        "  Data as of: 2040-03-01T02:00:00Z, 42 m 00 s ago; schema version 20240117100000",
                        "  How:        swap: the new one is made beside the old one and checked, then the names are"
                                + " swapped; the old one is kept",
                        "",
                        "  1/3  Restore it to orders-restore-20400301024200  10 to 40 min",
                        "  2/3  Rename orders to orders-old-20400301024200   1 to 3 min  OUTAGE",
                        "  3/3  Rename the new one to orders                 1 to 3 min  OUTAGE",
                        "  Together 12 to 46 min; of that, nobody can use orders for 2 to 6 min.",
                        "",
                        "Know before you confirm:",
                        "  - What was written after 2040-03-01T02:00:00Z is lost.",
                        "",
                        "Nothing was changed. To do it:",
                        "  " + LINE + " -Dordermig.confirm=orders",
                        "");
    }

    @Test
    void hasOneLineForWhatIsRestoredAlready() {
        assertThat(summary(SampleRestore.done()))
                .containsExactly("orders is restored from there already: snapshot"
                        + " pre-migration-orders-20400301020000 of orders. Nothing was changed; to do it once more, add"
                        + " -Dordermig.restoreAgain=true.");
    }

    @Test
    void offersNoOnceMoreForACopyThatBecameTheDatabase() {
        RestorePlan plan = new RestorePlan(
                "orders",
                "database",
                SampleRestore.PLAN.origin(),
                RestorePlan.Strategy.RENAME,
                List.of(),
                RestorePlan.Span.NONE,
                List.of("What was there before is orders-old."));

        assertThat(summary(plan))
                .containsExactly("orders is restored from there already: snapshot"
                        + " pre-migration-orders-20400301020000 of orders. Nothing was changed."
                        + " What was there before is orders-old.");
    }

    @Test
    void endsWithWhatIsKeptAndTheChecklist() {
        assertThat(RestoreSummary.of(
                        new RestoreOutcome(
                                SampleRestore.PLAN, SampleRestore.parameters(), Optional.of(SampleRestore.AFTERMATH)),
                        nothing(),
                        SampleStep.MAVEN,
                        NOW))
                .containsSubsequence(
                        "orders is back at snapshot pre-migration-orders-20400301020000 of orders, with its data as of"
                                + " 2040-03-01T02:00:00Z.",
                        "The data of before is kept in orders-old-20400301024200.",
                        "To do now:",
                        "  1. The endpoint is the same. Connections of before are dead.",
                        "  2. The old one is kept. To remove it, when all is well:",
                        "       aws rds delete-db-instance --db-instance-identifier orders-old-20400301024200");
    }

    @Test
    void tellsEachStepWhileItIsDone() {
        SampleRestore.play(events, 0);
        end("restore", Outcome.SUCCEEDED);

        assertThat(log.lines())
                .containsExactly(
                        "I ",
                        "I Going back, in 3 steps:",
                        "I   Of:         instance orders",
                        "I   Back to:    snapshot pre-migration-orders-20400301020000 of orders",
                        "I   Data as of: 2040-03-01T02:00:00Z, 42 m 00 s ago; schema version 20240117100000",
                        "I   How:        swap: the new one is made beside the old one and checked, then the names are"
                                + " swapped; the old one is kept",
                        "I   - What was written after 2040-03-01T02:00:00Z is lost.",
                        "I It is expected to take 12 to 46 min; for 2 to 6 min of that nobody can use orders.",
                        "I ",
                        "I   1/3  Restore it to orders-restore-20400301024200",
                        "I        done after 1 m 00 s",
                        "I        The history can be read: 2 migrations",
                        "I   2/3  Rename orders to orders-old-20400301024200  (OUTAGE)",
                        "I        done after 2 m 00 s",
                        "I   3/3  Rename the new one to orders  (OUTAGE)",
                        "I        done after 3 m 00 s");
    }

    @Test
    void endsWithTheLineThatGoesOnWhenItFailed() throws InterruptedException {
        assertThat(catchThrowable(() -> SampleRestore.play(events, 2))).isNotNull();
        end("restore", Outcome.FAILED);

        assertThat(log.lines())
                .endsWith(
                        "I   2/3  Rename orders to orders-old-20400301024200  (OUTAGE)", "E The restore is not done.");
        assertThat(last.lines())
                .containsExactly(
                        "To go on with the restore where it stopped, once it is fixed:",
                        "  " + LINE + " -Dordermig.confirm=orders");
        StatementClockTest.awaitNoThread();
    }

    @Test
    void marksWhatAnEarlierRunHasDoneAndAnAnswerThatIsWrong() {
        RestorePlan.Step step = SampleRestore.PLAN.steps().get(0);
        events.publish(new RunEvent.RestorePlanned(NOW, SampleRestore.PLAN, true, SampleRestore.parameters()));
        events.publish(new RunEvent.RestoreStepFinished(NOW, 1, step, true, Duration.ZERO));
        events.publish(new RunEvent.RestoreVerified(NOW, "SELECT true", "false", false, Duration.ZERO));

        assertThat(log.lines())
                .endsWith(
                        "I   1/3  Restore it to orders-restore-20400301024200",
                        "I        done already",
                        "E        SELECT true: false");
    }

    @Test
    void isSilentAboutAPlanThatIsOnlyShown() {
        events.publish(new RunEvent.RestorePlanned(NOW, SampleRestore.PLAN, false, SampleRestore.parameters()));
        end("restore", Outcome.UNCHANGED);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void showsThePointThatWouldBeTakenAndBothLines() {
        FoundPoint found = new FoundPoint("orders", new SampleRestore(events, SampleRestore.PLAN, 0).point());

        assertThat(RestoreSummary.found(found, SampleStep.MAVEN, NOW))
                .containsExactly(
                        "",
                        "A restore would go back to snapshot pre-migration-orders-20400301020000 of orders.",
                        "  Taken:       2040-03-01T02:00:00Z, 42 m 00 s ago",
                        "  State:       available",
                        "  Size:        not known",
                        "  Engine:      postgres 17.4",
                        "  Schema:      version 2",
                        "  Environment: staging",
                        "",
                        "To see what going back would do, step by step, and for how long nobody could use it:",
                        "  " + LINE,
                        "To do it; what was written since is lost then:",
                        "  " + LINE + " -Dordermig.confirm=orders",
                        "");
    }

    @Test
    void saysHowToGoBackWhenAGoalFailed() {
        events.publish(new RunEvent.RestorePointReady(NOW, SampleRestore.POINT, Duration.ofMinutes(8), 0, ""));
        end("migrate", Outcome.FAILED);

        assertThat(last.lines())
                .containsExactly(
                        "To go back to snapshot pre-migration-orders-20400301020000 of orders:",
                        "  " + LINE,
                        "As it is, that line only shows what would be done. To do it, add -Dordermig.confirm=orders;"
                                + " what was written since is lost then.");
    }

    @Test
    void saysHowToGoBackToTheOneOfAnEarlierGoal() {
        events.publish(new RunEvent.RestorePointReused(NOW, SampleRestore.POINT, 0, ""));
        end("migrate", Outcome.FAILED);

        assertThat(last.lines()).anyMatch(line -> line.startsWith("To go back to "));
    }

    @Test
    void sendsNobodyBackWhenItSucceededOrThereIsNothingToGoBackTo() {
        events.publish(new RunEvent.RestorePointReady(NOW, SampleRestore.POINT, Duration.ofMinutes(8), 0, ""));
        end("migrate", Outcome.SUCCEEDED);
        events.publish(new RunEvent.RestorePointFailed(NOW, SampleRestore.POINT, Duration.ZERO));
        end("migrate", Outcome.FAILED);
        events.publish(new RunEvent.RestorePointReady(
                NOW, new RestorePoint(RestorePoint.Kind.TABLE_BACKUP, "arn", "orders", NOW), Duration.ZERO, 0, ""));
        end("dynamo", Outcome.FAILED);
        events.publish(new RunEvent.RestorePlanned(NOW, SampleRestore.PLAN, false, SampleRestore.parameters()));
        events.publish(new RunEvent.RestorePointReady(NOW, SampleRestore.POINT, Duration.ZERO, 0, ""));
        end("restore", Outcome.FAILED);

        assertThat(last.lines()).isEmpty();
    }
}
