package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvent.StatementFinished;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a statement may wait and run, and what is told of each. */
@ExtendWith(PostgresExtension.class)
class LimitsTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
        folder.with(
                "V1__t.sql", "CREATE TABLE t (a int);", "CREATE TABLE seen (step text, lock text, statement text);");
    }

    private static OrdermigException failureWhileLocked(TestDatabase database, Runs runs) throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE t IN ACCESS SHARE MODE");
            return Runs.failureOf(runs::migrate);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"directive", "parameter"})
    void givesUpALockThatIsNotGrantedInTime(String by, TestDatabase database) throws Exception {
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with(
                "V2__column.sql",
                by.equals("directive") ? "-- ordermig:lock-timeout 100ms" : "--",
                "CREATE TABLE u (a int);",
                "",
                "ALTER TABLE t",
                "  ADD COLUMN b int;");
        runs.with("lockTimeout", by.equals("directive") ? "1h" : "100ms");

        OrdermigException failure = failureWhileLocked(database, runs);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.LOCK_TIMEOUT);
        assertThat(failure.problem().what()).isEqualTo("Migration 2 column did not get a lock in time.");
        assertThat(failure.problem().where()).endsWith("V2__column.sql, line 4, statement 2");
        assertThat(failure.problem().changed()).isEqualTo("nothing. Migration 2 column was rolled back whole.");
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.SAFE);
        assertThat(database.has("u")).isFalse();
        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("2");
    }

    @Test
    void givesUpALockWithoutATransactionToo(TestDatabase database) throws Exception {
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("V2__full.sql", "-- ordermig:lock-timeout 100ms", "VACUUM FULL t;");

        OrdermigException failure = failureWhileLocked(database, runs.with("lockTimeout", "1h"));

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.LOCK_TIMEOUT);
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.AFTER_CLEANUP);
    }

    @Test
    void stopsAStatementThatRunsTooLong(TestDatabase database) {
        folder.with(
                "V2__slow.sql",
                "-- ordermig:statement-timeout 100ms",
                "CREATE TABLE u (a int);",
                "SELECT pg_sleep(600);");

        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_TIMEOUT);
        assertThat(failure.problem().what()).isEqualTo("Migration 2 slow ran longer than it may.");
        assertThat(failure.problem().where()).endsWith("V2__slow.sql, line 3, statement 2");
        assertThat(database.has("u")).isFalse();
    }

    @Test
    void stopsAStatementAtTheLimitForAllFiles(TestDatabase database) {
        folder.with("V2__slow.sql", "SELECT pg_sleep(600);");
        Runs runs = new Runs(database, folder).with("statementTimeout", "1s");

        assertThat(Runs.failureOf(runs::migrate).problem().code()).isEqualTo(PostgresProblem.STATEMENT_TIMEOUT);
    }

    @Test
    void keepsTheLimitsOfOneMigrationFromTheNext(TestDatabase database) {
        String look =
                "INSERT INTO seen SELECT '%s', current_setting('lock_timeout'), current_setting('statement_timeout');";
        folder.with(
                        "V2__own.sql",
                        "-- ordermig:lock-timeout 7s",
                        "-- ordermig:statement-timeout 70s",
                        look.formatted("own"))
                .with("V3__default.sql", look.formatted("default"))
                .with(
                        "V4__outside.sql",
                        "-- ordermig:transaction false",
                        "-- ordermig:lock-timeout 9s",
                        "-- ordermig:statement-timeout 90s",
                        look.formatted("outside"))
                .with("V5__default.sql", look.formatted("default again"))
                .with("V6__set.sql", "SET lock_timeout = '33s';", "SET statement_timeout = '44s';")
                .with("V7__default.sql", look.formatted("default after a SET"))
                .with("V8__outside.sql", "-- ordermig:transaction false", look.formatted("default outside"));
        new Runs(database, folder).with("statementTimeout", "10m").migrate();

        assertThat(database.rows("SELECT * FROM seen"))
                .containsExactly(
                        "own|7s|70s",
                        "default|1s|10min",
                        "outside|9s|90s",
                        "default again|1s|10min",
                        "default after a SET|1s|10min",
                        "default outside|1s|10min");
    }

    @Test
    void endsAsOneSideOfADeadlock(TestDatabase database) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);", "CREATE TABLE u (a int);");
        Runs runs = new Runs(database, folder).with("lockTimeout", "0");
        runs.migrate();
        folder.with("V2__both.sql", "SET LOCAL deadlock_timeout = '50ms';", "LOCK TABLE t;", "LOCK TABLE u;");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET LOCAL deadlock_timeout = '1h'");
            statement.execute("LOCK TABLE u");
            Thread crossing = new Thread(() -> {
                database.await("SELECT count(*) > 0 FROM pg_locks WHERE relation = 't'::regclass AND granted"
                        + " AND mode = 'AccessExclusiveLock'");
                try {
                    statement.execute("LOCK TABLE t");
                    other.commit();
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            crossing.start();
            OrdermigException failure = Runs.failureOf(runs::migrate);
            crossing.join();

            assertThat(failure.problem().code()).isEqualTo(PostgresProblem.DEADLOCK);
            assertThat(failure.problem().repeat()).isEqualTo(Repeat.SAFE);
        }
    }

    @Test
    void bearsTheIdOfTheRunInTheNameOfItsSession(TestDatabase database) {
        folder.with("V2__name.sql", "CREATE TABLE name AS SELECT current_setting('application_name') AS n;");
        Runs runs = new Runs(database, folder);
        runs.migrate();

        String run = runs.events().of(RunEvent.GoalStarted.class).get(0).run();
        assertThat(run).matches("\\d{8}T\\d{6}Z-[0-9a-f]{4}");
        assertThat(database.value("SELECT n FROM name")).isEqualTo("ordermig/" + run);
    }

    @Test
    void tellsRowsNoticesAndSlowStatements(TestDatabase database) {
        folder.with(
                "V2__rows.sql",
                "-- first some rows",
                "INSERT INTO t SELECT generate_series(1, 5);",
                "UPDATE t SET a = a + 1 WHERE a > 2;",
                "DELETE FROM t WHERE a = 1;",
                "DO $$ BEGIN RAISE NOTICE 'three rows are left over'; END $$;",
                "SELECT pg_sleep(0.25);");
        Runs runs = new Runs(database, folder).with("maxQueryExecutionTime", "200ms");
        runs.migrate();

        List<StatementFinished> finished = runs.events().of(StatementFinished.class).stream()
                .filter(e -> e.migration().version().equals("2"))
                .toList();
        assertThat(finished).extracting(StatementFinished::rows).containsExactly(5L, 3L, 1L, 0L, 0L);
        assertThat(finished).extracting(StatementFinished::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(finished.get(0).sql()).isEqualTo("INSERT INTO t SELECT generate_series(1, 5);");
        assertThat(finished.get(3).notices()).containsExactly("three rows are left over");
        assertThat(finished.get(4).slow()).isTrue();
        assertThat(finished.get(4).took()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(finished.get(0).slow()).isFalse();
        assertThat(runs.events().of(RunEvent.MigrationFinished.class).get(1).rows())
                .isEqualTo(9);
        assertThat(runs.events().of(RunEvent.MigrationFinished.class).get(1).statements())
                .isEqualTo(5);
    }

    @Test
    void callsNothingSlowWithoutALimit(TestDatabase database) {
        folder.with("V2__sleep.sql", "SELECT pg_sleep(0.05);");
        Runs strict = new Runs(database, folder).with("maxQueryExecutionTime", "1ms");
        strict.migrate();
        assertThat(strict.events().of(StatementFinished.class))
                .extracting(StatementFinished::slow)
                .contains(true);

        folder.with("V3__sleep.sql", "SELECT pg_sleep(0.05);");
        Runs lax = new Runs(database, folder).with("maxQueryExecutionTime", "0");
        lax.migrate();
        assertThat(lax.events().of(StatementFinished.class))
                .extracting(StatementFinished::slow)
                .containsOnly(false);
    }

    @Test
    void tellsWhichStatementFailed(TestDatabase database) {
        folder.with("V2__two.sql", "INSERT INTO t VALUES (1);", "INSERT INTO t VALUES ('x');");
        Runs runs = new Runs(database, folder);
        Runs.failureOf(runs::migrate);

        assertThat(runs.events().of(StatementFinished.class))
                .filteredOn(StatementFinished::failed)
                .extracting(StatementFinished::number)
                .containsExactly(2);
        assertThat(runs.events().of(RunEvent.MigrationFailed.class)).hasSize(1);
    }
}
