package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.MigrationRef;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are cut off, and runs that meet. */
@ExtendWith(PostgresExtension.class)
class InterruptionTest {

    /** Sleeps as long as the table {@code pause} has a row. */
    private static final String WHILE_PAUSED =
            "SELECT pg_sleep(CASE WHEN EXISTS (SELECT FROM pause) THEN 600 ELSE 0 END);";

    private static final String SESSION =
            " FROM pg_stat_activity WHERE datname = current_database()" + " AND application_name LIKE 'ordermig/%'";

    @TempDir
    Path temp;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private OrdermigException failureOfTheRunThatIsKilled(TestDatabase database, Runs runs, String when)
            throws Exception {
        Future<OrdermigException> failure = threads.submit(() -> Runs.failureOf(runs::migrate));
        database.await("SELECT count(*) > 0" + SESSION + " AND " + when);
        database.rows("SELECT pg_terminate_backend(pid)" + SESSION);
        return failure.get();
    }

    @Test
    void continuesAfterASessionWasKilledInTheMiddleOfAMigration(TestDatabase database) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);", "CREATE TABLE pause AS SELECT 1 AS a;")
                .with("V2__rows.sql", "INSERT INTO t VALUES (1);", WHILE_PAUSED, "INSERT INTO t VALUES (2);")
                .with("V3__more.sql", "INSERT INTO t VALUES (3);");
        Runs runs = new Runs(database, folder);

        OrdermigException failure = failureOfTheRunThatIsKilled(database, runs, "wait_event = 'PgSleep'");
        List<String> between = database.rows("SELECT version, success FROM flyway_schema_history");
        List<String> rows = database.rows("SELECT a FROM t");
        database.execute("DELETE FROM pause");
        PostgresEngine.MigrateOutcome outcome = runs.migrate();

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.CONNECTION_LOST);
        assertThat(failure.problem().where()).endsWith("V2__rows.sql, line 2, statement 2");
        assertThat(failure.problem().changed())
                .isEqualTo("1 migration is applied and stays: 1. Migration 2 rows was rolled back whole.");
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.SAFE);
        assertThat(between).containsExactly("1|t");
        assertThat(rows).isEmpty();
        assertThat(outcome.applied()).extracting(MigrationRef::version).containsExactly("2", "3");
        assertThat(database.rows("SELECT a FROM t ORDER BY a")).containsExactly("1", "2", "3");
    }

    @Test
    void saysWhatAKilledIndexBuildHasLeft(TestDatabase database) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);", "CREATE TABLE other (a int);");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (a);");
        OrdermigException failure;
        try (var blocker = database.connect();
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            failure = failureOfTheRunThatIsKilled(
                    database, runs, "query LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock'");
        }

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.CONNECTION_LOST);
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.AFTER_CLEANUP);
        assertThat(failure.problem().remedies().toString()).contains("DROP INDEX CONCURRENTLY public.i;");
        assertThat(failure.problem().changed()).contains("the history has no row for it");
        database.execute("DROP INDEX i");
        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("2");
    }

    @Test
    void letsTwoRunsThatStartTogetherApplyEachMigrationOnce(TestDatabase database) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE applied (version int);");
        for (int version = 2; version <= 6; version++) {
            folder.with(
                    "V" + version + "__slow.sql",
                    "SELECT pg_sleep(0.1);",
                    "INSERT INTO applied VALUES (" + version + ");");
        }
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<PostgresEngine.MigrateOutcome>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Runs run = new Runs(database, folder);
            runs.add(threads.submit(() -> {
                start.await();
                return run.migrate();
            }));
        }
        List<MigrationRef> applied = new ArrayList<>();
        for (Future<PostgresEngine.MigrateOutcome> run : runs) {
            assertThat(run.get().after()).isEqualTo("6");
            applied.addAll(run.get().applied());
        }

        assertThat(applied).extracting(MigrationRef::version).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
        assertThat(database.rows("SELECT version FROM applied ORDER BY 1")).containsExactly("2", "3", "4", "5", "6");
        assertThat(database.rows("SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void givesUpWhenAnotherRunHoldsTheHistoryTooLong(TestDatabase database) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE pause AS SELECT 1 AS a;", "CREATE TABLE t (a int);");
        Runs first = new Runs(database, folder);
        first.migrate();
        folder.with("V2__slow.sql", WHILE_PAUSED);
        Future<OrdermigException> cut = threads.submit(() -> Runs.failureOf(first::migrate));
        database.await("SELECT count(*) > 0" + SESSION + " AND wait_event = 'PgSleep'");

        OrdermigException failure = Runs.failureOf(new Runs(database, folder).with("lockRetryCount", "1")::migrate);
        database.rows("SELECT pg_terminate_backend(pid)" + SESSION);
        cut.get();

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.HISTORY_LOCKED);
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.SAFE);
        assertThat(failure.problem().changed()).isEqualTo("nothing");
    }
}
