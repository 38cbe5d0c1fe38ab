package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.ScriptProblem;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class NonTransactionalTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    @Test
    void runsEveryKindFromAPlainFile(TestDatabase database) {
        folder.with(
                        "V01__tables.sql",
                        "CREATE TABLE t (a int);",
                        "CREATE TYPE mood AS ENUM ('sad');",
                        "CREATE TABLE p (a int) PARTITION BY LIST (a);",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);")
                .with("V02__create.sql", "CREATE INDEX CONCURRENTLY i ON t (a);")
                .with("V03__unique.sql", "/* once */ CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS u ON t (a);")
                .with("V04__reindex.sql", "REINDEX INDEX CONCURRENTLY i;")
                .with("V05__reindex_table.sql", "REINDEX (CONCURRENTLY, VERBOSE) TABLE t;")
                .with("V06__reindex_schema.sql", "REINDEX SCHEMA CONCURRENTLY public;")
                .with("V07__drop.sql", "DROP INDEX CONCURRENTLY u;")
                .with("V08__detach.sql", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;")
                .with("V09__vacuum.sql", "VACUUM (ANALYZE) t;")
                .with("V10__full.sql", "vacuum full t")
                .with("V11__value.sql", "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok';")
                .with("V12__cluster.sql", "CLUSTER;")
                .with("V13__system.sql", "ALTER SYSTEM RESET work_mem;");
        Runs runs = new Runs(database, folder);

        assertThat(runs.migrate().applied())
                .extracting(MigrationRef::transactional)
                .startsWith(true)
                .hasSize(13)
                .filteredOn(transactional -> !transactional)
                .hasSize(12);
        assertThat(database.has("i")).isTrue();
        assertThat(database.has("u")).isFalse();
        assertThat(database.value("SELECT relispartition FROM pg_class WHERE relname = 'p1'"))
                .isEqualTo("f");
        assertThat(database.value("SELECT enum_range(NULL::mood)")).isEqualTo("{sad,ok}");
        assertThat(database.rows("SELECT DISTINCT success FROM flyway_schema_history"))
                .containsExactly("t");
        assertThat(runs.migrate().applied()).isEmpty();
    }

    @Test
    void runsWhatOnlyTheDirectiveKnows(TestDatabase database) {
        folder.with(
                        "V1__p.sql",
                        "CREATE TABLE p (a int) PARTITION BY LIST (a);",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);",
                        "CREATE INDEX i ON p (a);")
                .with("V2__reindex.sql", "REINDEX TABLE p;");
        Runs runs = new Runs(database, folder);

        OrdermigException failure = Runs.failureOf(runs::migrate);
        folder.with("V2__reindex.sql", "-- ordermig:transaction false", "REINDEX TABLE p;");

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_FAILED);
        assertThat(failure.problem().remedies().toString()).contains("-- ordermig:transaction false");
        assertThat(runs.migrate().applied())
                .extracting(MigrationRef::transactional)
                .containsExactly(false);
    }

    @Test
    void staysInATransactionWhenTheDirectiveSaysSo(TestDatabase database) {
        folder.with("V1__type.sql", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE t (m mood);")
                .with(
                        "V2__values.sql",
                        "-- ordermig:transaction true",
                        "-- ordermig:verify SELECT false",
                        "ALTER TYPE mood ADD VALUE 'ok';",
                        "ALTER TYPE mood ADD VALUE 'happy';");
        Runs runs = new Runs(database, folder);

        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().changed()).endsWith("Migration 2 values was rolled back whole.");
        assertThat(database.value("SELECT enum_range(NULL::mood)")).isEqualTo("{sad}");

        folder.with(
                "V2__values.sql",
                "-- ordermig:transaction true",
                "ALTER TYPE mood ADD VALUE 'ok';",
                "ALTER TYPE mood ADD VALUE 'happy';",
                "ALTER TABLE t ADD COLUMN a int;");
        assertThat(runs.migrate().applied())
                .extracting(MigrationRef::transactional)
                .containsExactly(true);
        assertThat(database.value("SELECT enum_range(NULL::mood)")).isEqualTo("{sad,ok,happy}");
    }

    @Test
    void obeysAConfFileThatFlywayKnows(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);")
                .with("V2__one.sql", "INSERT INTO t VALUES (1);")
                .with("V2__one.sql.conf", "executeInTransaction=false")
                .with("V3__two.sql", "ALTER TABLE t ADD COLUMN b int;", "ALTER TABLE t ADD COLUMN c int;")
                .with("V3__two.sql.conf", "executeInTransaction=false");
        Runs runs = new Runs(database, folder);

        OrdermigException failure = Runs.failureOf(runs::migrate);
        assertThat(failure.problem().code()).isEqualTo(ScriptProblem.SEVERAL_STATEMENTS);
        assertThat(failure.problem().details().get(0))
                .isEqualTo("It has to run without one because of executeInTransaction=false in V3__two.sql.conf.");

        folder.without("V3__two.sql");
        assertThat(runs.migrate().applied())
                .extracting(MigrationRef::transactional)
                .containsExactly(true, false);
    }

    @Test
    void refusesFilesWithTwoStatementsBeforeAnythingIsChanged(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);")
                .with("V2__two.sql", "CREATE INDEX CONCURRENTLY i ON t (a);", "CREATE INDEX CONCURRENTLY j ON t (a);")
                .with("V3__mixed.sql", "CREATE TABLE u (a int);", "VACUUM u;")
                .with("V4__values.sql", "ALTER TYPE m ADD VALUE 'a';", "ALTER TYPE m ADD VALUE 'b';")
                .with("V5__said.sql", "-- ordermig:transaction false", "SELECT 1;", "SELECT 2;")
                .with("V6__fine.sql", "-- only one", "VACUUM t;", "-- and a remark;");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problems()).extracting(Problem::code).containsOnly(ScriptProblem.SEVERAL_STATEMENTS);
        assertThat(failure.problems())
                .extracting(Problem::where)
                .containsExactly(
                        temp.resolve("V2__two.sql").toString(),
                        temp.resolve("V3__mixed.sql").toString(),
                        temp.resolve("V4__values.sql").toString(),
                        temp.resolve("V5__said.sql").toString());
        assertThat(failure.problems().get(0).details().get(0))
                .isEqualTo("It has to run without one because of CREATE INDEX CONCURRENTLY.");
        assertThat(failure.problems().get(2).remedies().toString()).contains("-- ordermig:transaction true");
        assertThat(failure.problems().get(3).remedies().toString()).doesNotContain("-- ordermig:transaction true");
        assertThat(database.has("t")).isFalse();
        assertThat(database.has("flyway_schema_history")).isFalse();
    }

    @Test
    void isNotTakenInByFunctionBodiesAndStrings(TestDatabase database) {
        folder.with(
                "V1__f.sql",
                "CREATE TABLE t (\"concurrently\" boolean, note text DEFAULT 'VACUUM t;');",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$",
                "BEGIN",
                "  -- REINDEX TABLE CONCURRENTLY t;",
                "  EXECUTE 'VACUUM t';",
                "END $$;",
                "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;",
                "CREATE UNIQUE INDEX ON m (a);",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY m;");

        assertThat(new Runs(database, folder).migrate().applied())
                .extracting(MigrationRef::transactional)
                .containsExactly(true);
    }

    @Test
    void saysSoWhenAMigrationGivesUpTheLockOnTheHistory(TestDatabase database) {
        folder.with("V1__all.sql", "DISCARD ALL;").with("V2__t.sql", "CREATE TABLE t (a int);");
        Runs runs = new Runs(database, folder);

        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.HISTORY_LOCKED);
        assertThat(failure.problem().changed()).isEqualTo("1 migration is applied and stays: 1.");
        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("2");
    }

    @Test
    void waitsForOlderTransactionsBeyondTheLimitForLocks(TestDatabase database) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);")
                .with("V2__i.sql", "-- ordermig:transaction false", "CREATE INDEX CONCURRENTLY i ON t (a);");
        Runs runs = new Runs(database, folder).with("lockTimeout", "100ms").with("target", "1");
        runs.migrate();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            Thread run = new Thread(runs.with("target", "latest")::migrate);
            run.start();
            // Three times the limit later it is still waiting.
            database.await("SELECT now() - query_start > interval '300ms' FROM pg_stat_activity"
                    + " WHERE application_name LIKE 'ordermig/%' AND datname = current_database()"
                    + " AND query LIKE '%CREATE INDEX%' AND wait_event_type = 'Lock'");
            other.commit();
            run.join();
        }

        assertThat(database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void doesNotAskToDropAnIndexThatAnotherSessionIsStillBuilding(TestDatabase database) throws Exception {
        folder.with(
                        "V1__t.sql",
                        "CREATE TABLE t (a int);",
                        "INSERT INTO t VALUES (1), (1);",
                        "CREATE TABLE other (a int);")
                .with("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);");
        Runs runs = new Runs(database, folder).with("target", "1");
        runs.migrate();
        OrdermigException failure;
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("INSERT INTO other VALUES (1)");
            Thread build = new Thread(() -> database.execute("CREATE INDEX CONCURRENTLY in_progress ON other (a)"));
            build.start();
            database.await("SELECT count(*) = 1 FROM pg_stat_progress_create_index WHERE index_relid > 0");
            failure = Runs.failureOf(runs.with("target", "latest")::migrate);
            blocker.commit();
            build.join();
        }

        assertThat(failure.problem().remedies().toString())
                .contains("DROP INDEX CONCURRENTLY public.i;")
                .doesNotContain("in_progress");
        assertThat(runs.events().of(RunEvent.MigrationFailed.class)).hasSize(1);
    }
}
