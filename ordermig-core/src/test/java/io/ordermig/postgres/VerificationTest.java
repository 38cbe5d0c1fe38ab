package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class VerificationTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    @Test
    void asksEveryQuestionAfterTheStatements(TestDatabase database) {
        folder.with(
                "V1__t.sql",
                "-- ordermig:verify SELECT count(*) = 2 FROM t",
                "-- ordermig:verify SELECT NOT EXISTS (SELECT FROM t WHERE a IS NULL);",
                "CREATE TABLE t (a int);",
                "INSERT INTO t VALUES (1), (2);");
        Runs runs = new Runs(database, folder);
        runs.migrate();

        assertThat(runs.events().of(RunEvent.VerificationFinished.class))
                .extracting(RunEvent.VerificationFinished::passed)
                .containsExactly(true, true);
        assertThat(runs.events().of(RunEvent.VerificationFinished.class).get(1).sql())
                .isEqualTo("SELECT NOT EXISTS (SELECT FROM t WHERE a IS NULL)");
    }

    @Test
    void rollsCatalogAndRowsBackWhenTheAnswerIsFalse(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);", "INSERT INTO t VALUES (1);")
                .with(
                        "V2__u.sql",
                        "-- ordermig:verify SELECT true",
                        "-- ordermig:verify SELECT count(*) = 0 FROM t WHERE a > 1",
                        "ALTER TABLE t ADD COLUMN b int;",
                        "UPDATE t SET a = 2;");
        Runs runs = new Runs(database, folder);
        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.NOT_VERIFIED);
        assertThat(failure.problem().where()).isEqualTo(temp.resolve("V2__u.sql") + ", line 2");
        assertThat(failure.problem().details()).containsExactly("SELECT count(*) = 0 FROM t WHERE a > 1");
        assertThat(failure.problem().changed())
                .isEqualTo("1 migration is applied and stays: 1. Migration 2 u was rolled back whole.");
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1");
        assertThat(database.rows("SELECT version FROM flyway_schema_history")).containsExactly("1");
        assertThat(runs.events().of(RunEvent.VerificationFinished.class))
                .extracting(RunEvent.VerificationFinished::passed)
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT NULL::boolean | It returned NULL, which is neither true nor false.",
                "SELECT a > 0 FROM t | It returned more than one row.",
                "SELECT a > 0 FROM t WHERE a > 9 | It returned no row.",
                "SELECT count(*) FROM t | It returns something else.",
                "SELECT 'true' | It returns something else.",
                "SELECT true, true | It returns something else.",
                "SELECT tru | ERROR: column \"tru\" does not exist",
                "SELECT count(* = 0 FROM t | ERROR: syntax error at or near \"=\"",
                "DELETE FROM t | No results were returned by the query.",
            })
    void refusesAQuestionThatIsNotAnsweredWithOneBoolean(String query, String why, TestDatabase database) {
        folder.with("V1__t.sql", "-- ordermig:verify " + query, "CREATE TABLE t AS SELECT generate_series(1, 2) AS a;");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.VERIFICATION_UNUSABLE);
        assertThat(failure.problem().where()).endsWith("V1__t.sql, line 1");
        assertThat(failure.problem().details()).hasSize(2).contains(query);
        assertThat(failure.problem().details().get(1)).startsWith(why);
        assertThat(database.has("t")).isFalse();
    }

    @Test
    void replacesPlaceholdersAsInTheStatements(TestDatabase database) {
        folder.with(
                "V1__t.sql",
                "-- ordermig:verify SELECT '${flyway:filename} ${flyway:defaultSchema} ${flyway:table}' ="
                        + " 'V1__t.sql app flyway_schema_history'",
                "-- ordermig:verify SELECT '${flyway:user}' = current_user AND '${flyway:database}' = current_database()",
                "-- ordermig:verify SELECT count(*) = 1 FROM ${TABLE} WHERE a = '${costs}'",
                "CREATE TABLE ${table} AS SELECT '${costs}'::text AS a;");
        Runs runs = new Runs(database, folder)
                .with("schemas", "app")
                .placeholder("table", "t")
                .placeholder("costs", "$1 \\ ${table}");
        runs.migrate();

        assertThat(runs.events().of(RunEvent.VerificationFinished.class)).hasSize(3);
        assertThat(database.value("SELECT a FROM app.t")).isEqualTo("$1 \\ ${table}");
    }

    @Test
    void saysWhatStaysWhenThereIsNoTransaction(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);")
                .with("V2__i.sql", "-- ordermig:verify SELECT false", "CREATE INDEX CONCURRENTLY i ON t (a);");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.NOT_VERIFIED);
        assertThat(database.has("i")).isTrue();
        assertThat(database.rows("SELECT version FROM flyway_schema_history")).containsExactly("1");
        assertThat(failure.problem().changed())
                .endsWith("what its statement did stays, and the history has no row for it, so that the next migrate"
                        + " runs it again.");
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.AFTER_CLEANUP);
    }

    @Test
    void isNotAskedAgainOfAnAppliedMigration(TestDatabase database) {
        folder.with("V1__t.sql", "-- ordermig:verify SELECT count(*) = 0 FROM t", "CREATE TABLE t (a int);");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        database.execute("INSERT INTO t VALUES (1)");
        runs.migrate();

        assertThat(runs.events().of(RunEvent.VerificationFinished.class)).isEmpty();
    }

    @Test
    void runsWithinTheLimitsOfItsMigration(TestDatabase database) {
        folder.with(
                "V1__t.sql",
                "-- ordermig:statement-timeout 200ms",
                "-- ordermig:verify SELECT true FROM pg_sleep(60)",
                "CREATE TABLE t (a int);");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problems())
                .extracting(Problem::changed)
                .containsExactly("nothing. Migration 1 t was rolled back whole.");
        assertThat(database.has("t")).isFalse();
    }
}
