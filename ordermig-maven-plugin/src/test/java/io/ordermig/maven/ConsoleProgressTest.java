package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.event.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleProgressTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final MigrationRef ONE =
            new MigrationRef("postgresql", "1", "create orders", "V1__create_orders.sql", "SQL", "expand", true);
    private static final MigrationRef TWO =
            new MigrationRef("postgresql", "2", "index orders", "V2__index_orders.sql", "SQL", "", false);

    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private ConsoleProgress progress;

    @BeforeEach
    void inABuildThatNobodyWatches() {
        TestBuild build = TestBuild.in(folder);
        build.request().setInteractiveMode(false);
        progress = ConsoleProgress.on(build.session(), log);
    }

    @Test
    void tellsARunLineByLine() {
        progress.on(new RunEvent.GoalStarted(AT, "20260301T100000Z-7f3a", "migrate", "staging"));
        progress.on(new RunEvent.Connected(
                AT, "postgresql", "jdbc:postgresql://db/orders", "PostgreSQL 18.6", "orders", "app"));
        progress.on(new RunEvent.PlanMade(AT, "postgresql", "", List.of(ONE, TWO)));
        progress.on(new RunEvent.MigrationStarted(AT, ONE, Inverse.PRESENT));
        progress.on(new RunEvent.StatementStarted(AT, ONE, 1, "CREATE TABLE orders ()"));
        progress.on(new RunEvent.StatementFinished(
                AT, ONE, 1, "CREATE TABLE orders ()", Duration.ofMillis(4), 0, false, List.of("a notice"), false));
        progress.on(new RunEvent.MigrationFinished(AT, ONE, Duration.ofMillis(12), 1, 1));
        progress.on(new RunEvent.MigrationStarted(AT, TWO, Inverse.PRESENT));
        progress.on(new RunEvent.MigrationFinished(AT, TWO, Duration.ofSeconds(61), 1234, 1));
        progress.on(new RunEvent.GoalFinished(AT, "migrate", Outcome.SUCCEEDED, Duration.ofSeconds(62), List.of()));

        assertThat(log.lines())
                .containsExactly(
                        "I Run 20260301T100000Z-7f3a: migrate, environment staging",
                        "I PostgreSQL 18.6 at jdbc:postgresql://db/orders, role app",
                        "I At no version yet, 2 migrations to apply.",
                        "I     a notice",
                        "I   1/2  1 create orders [expand]  12 ms, 1 row",
                        "I   2/2  2 index orders [no transaction]  1 m 01 s, 1,234 rows");
    }

    @Test
    void stopsItsClockWithTheGoal() throws InterruptedException {
        progress.on(new RunEvent.StatementStarted(AT, ONE, 1, "SELECT 1"));
        assertThat(StatementClockTest.threads()).isEqualTo(1);

        progress.on(new RunEvent.GoalFinished(AT, "migrate", Outcome.SUCCEEDED, Duration.ZERO, List.of()));
        StatementClockTest.awaitNoThread();
    }

    @Test
    void saysNothingOfAPlanWithoutWork() {
        progress.on(new RunEvent.PlanMade(AT, "postgresql", "2", List.of()));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void countsAnewForEachGoal() {
        progress.on(new RunEvent.PlanMade(AT, "postgresql", "", List.of(ONE)));
        progress.on(new RunEvent.MigrationFinished(AT, ONE, Duration.ZERO, 0, 1));
        progress.on(new RunEvent.PlanMade(AT, "postgresql", "1", List.of(TWO)));
        progress.on(new RunEvent.MigrationFinished(AT, TWO, Duration.ZERO, 0, 1));

        assertThat(log.lines())
                .contains("I At version 1, 1 migration to apply.")
                .last()
                .asString()
                .contains("1/1  2 index");
    }

    @Test
    void warnsOfSlowStatementsRetriesAndWhateverElse() {
        progress.on(new RunEvent.ConnectRetried(
                AT, "postgresql", "jdbc:postgresql://db/orders", "Connection refused", 1, Duration.ofSeconds(1)));
        progress.on(new RunEvent.StatementFinished(
                AT, ONE, 3, "UPDATE orders …", Duration.ofSeconds(12), 5, true, List.of(), false));
        progress.on(new RunEvent.Warned(AT, "Careful."));

        assertThat(log.lines())
                .containsExactly(
                        "W Attempt 1 to reach jdbc:postgresql://db/orders failed; next one in 1.0 s. Connection refused",
                        "W Slow: statement 3 of 1 create orders took 12.0 s: UPDATE orders …",
                        "W Careful.");
    }

    @Test
    void marksTheMigrationThatFailed() {
        progress.on(new RunEvent.PlanMade(AT, "postgresql", "", List.of(ONE, TWO)));
        progress.on(new RunEvent.MigrationFinished(AT, ONE, Duration.ZERO, 0, 1));
        progress.on(new RunEvent.MigrationFailed(AT, TWO, Duration.ofMillis(7)));

        assertThat(log.lines()).last().isEqualTo("E   2/2  2 index orders  failed after 7 ms");
    }

    @Test
    void keepsVerificationsForThoseWhoAskForDetail() {
        progress.on(new RunEvent.VerificationFinished(AT, ONE, "SELECT true", true, Duration.ZERO));

        assertThat(log.lines()).containsExactly("D Verified: SELECT true: true");
    }

    @Test
    void isNotLiveWithBatchModeOrSeveralThreads() {
        TestBuild batch = TestBuild.in(folder);
        batch.request().setInteractiveMode(false);
        TestBuild threads = TestBuild.in(folder);
        threads.request().setInteractiveMode(true);
        threads.request().setDegreeOfConcurrency(2);

        assertThat(Terminal.isLive(batch.session())).isFalse();
        assertThat(Terminal.isLive(threads.session())).isFalse();
    }
}
