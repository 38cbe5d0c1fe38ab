package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.ConfigProblem;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.script.ScriptProblem;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class MigrateTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    private Runs threeTables(TestDatabase database) {
        folder.with("V1__one.sql", "CREATE TABLE one (a int);")
                .with("V2__two.sql", "CREATE TABLE two (a int);")
                .with("V3__three.sql", "CREATE TABLE three (a int);");
        return new Runs(database, folder);
    }

    private static List<String> versions(PostgresEngine.MigrateOutcome outcome) {
        return outcome.applied().stream().map(MigrationRef::version).toList();
    }

    @Test
    void appliesAllPendingMigrationsAndThenNothing(TestDatabase database) {
        folder.with("V1__create_orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);")
                .with(
                        "V2__seed.sql",
                        "INSERT INTO orders SELECT generate_series(1, 5);",
                        "UPDATE orders SET id = id + 10;")
                .with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT * FROM orders;");
        Runs runs = new Runs(database, folder);

        PostgresEngine.MigrateOutcome first = runs.migrate();
        PostgresEngine.MigrateOutcome second = runs.migrate();

        assertThat(versions(first)).containsExactly("1", "2", "");
        assertThat(first.before()).isEmpty();
        assertThat(first.after()).isEqualTo("2");
        assertThat(second.applied()).isEmpty();
        assertThat(second.before()).isEqualTo("2");
        assertThat(second.after()).isEqualTo("2");
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("5");
    }

    @Test
    void appliesARepeatableMigrationAgainWhenItChanged(TestDatabase database) {
        folder.with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS a;");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS a;");

        assertThat(runs.migrate().applied()).extracting(MigrationRef::title).containsExactly("repeatable view");
        assertThat(database.value("SELECT a FROM v")).isEqualTo("2");
    }

    @Test
    void tellsItsPlanBeforeTheFirstMigration(TestDatabase database) {
        Runs runs = threeTables(database);
        runs.migrate();

        List<RunEvent> events = runs.events().all();
        assertThat(events.get(0)).isInstanceOf(RunEvent.GoalStarted.class);
        assertThat(runs.events().of(RunEvent.PlanMade.class).get(0).pending()).hasSize(3);
        assertThat(events.indexOf(runs.events().of(RunEvent.PlanMade.class).get(0)))
                .isLessThan(events.indexOf(
                        runs.events().of(RunEvent.MigrationStarted.class).get(0)));
        RunEvent.Connected connected =
                runs.events().of(RunEvent.Connected.class).get(0);
        assertThat(connected.product()).startsWith("PostgreSQL ");
        assertThat(connected.database()).isEqualTo(database.name());
        assertThat(connected.user()).isEqualTo(database.user());
        assertThat(connected.address()).isEqualTo(database.url());
    }

    @Test
    void namesFileLineAndStatementOfASyntaxError(TestDatabase database) {
        folder.with("V1__ok.sql", "CREATE TABLE t (a int);")
                .with(
                        "V2__broken.sql",
                        "-- a comment",
                        "INSERT INTO t VALUES (1);",
                        "INSERT INTO t VALUES (2);",
                        "",
                        "-- another",
                        "INSERT INTO t",
                        "  VALEUS (3);");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_FAILED);
        assertThat(failure.problem().where()).endsWith("V2__broken.sql, line 7, statement 3");
        assertThat(failure.problem().details().get(0)).contains("VALEUS").endsWith("(SQLSTATE 42601)");
        assertThat(failure.problem().changed())
                .isEqualTo("1 migration is applied and stays: 1. Migration 2 broken was rolled back whole.");
        assertThat(failure.problem().repeat()).isEqualTo(Repeat.AFTER_FIX);
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void findsTheLineThoughPlaceholdersChangeTheText(TestDatabase database) {
        folder.with(
                "V1__t.sql",
                "CREATE TABLE ${table} (a int);",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$",
                "  SELECT 1;",
                "$$;",
                "INSERT INTO ${table}",
                "  SELECT b",
                "  FROM ${table};");
        Runs runs = new Runs(database, folder).placeholder("table", "a_table_with_a_longer_name");

        assertThat(Runs.failureOf(runs::migrate).problem().where()).endsWith("V1__t.sql, line 6, statement 3");
    }

    @Test
    void quotesNoRowsOfTheTableThatRefusedOne(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE people (email text CONSTRAINT one_each PRIMARY KEY);")
                .with("V2__rows.sql", "INSERT INTO people SELECT 'jane@' || 'example.org' FROM generate_series(1, 2);");
        Runs runs = new Runs(database, folder);
        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().details()).contains("Constraint: one_each");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage()).doesNotContain("jane@example.org");
        }
        assertThat(runs.events().all().toString()).doesNotContain("jane@example.org");
    }

    @Test
    void isOneWithItsRowInTheHistoryWhenTheCommitFails(TestDatabase database) {
        folder.with(
                        "V1__t.sql",
                        "CREATE TABLE t (a int PRIMARY KEY,",
                        "  b int REFERENCES t DEFERRABLE INITIALLY DEFERRED);")
                .with("V2__rows.sql", "INSERT INTO t VALUES (1, 2);");
        Runs runs = new Runs(database, folder);
        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(database.rows("SELECT version FROM flyway_schema_history")).containsExactly("1");
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_FAILED);
        assertThat(failure.problem().what()).isEqualTo("Migration 2 rows failed when it was to be committed.");
        assertThat(failure.problem().where()).endsWith("V2__rows.sql");
        assertThat(failure.problem().changed())
                .isEqualTo("1 migration is applied and stays: 1. Migration 2 rows was rolled back whole.");
        assertThat(runs.events().of(RunEvent.MigrationFailed.class))
                .extracting(e -> e.migration().version())
                .containsExactly("2");

        folder.with("V2__rows.sql", "INSERT INTO t VALUES (1, 1);");
        assertThat(versions(runs.migrate())).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({"2, 1|2", "2?, 1|2", "2.0, 1|2", "next, 1", "latest, 1|2|3", "9?, 1|2|3", "0?, ''"})
    void stopsAtTheTarget(String target, String applied, TestDatabase database) {
        Runs runs = threeTables(database).with("target", target);

        assertThat(String.join("|", versions(runs.migrate()))).isEqualTo(applied);
    }

    @Test
    void appliesNothingNewWithTheCurrentVersionForATarget(TestDatabase database) {
        Runs runs = threeTables(database);
        runs.with("target", "1").migrate();

        assertThat(runs.with("target", "current").migrate().applied()).isEmpty();
        assertThat(runs.with("target", "next").migrate().after()).isEqualTo("2");
    }

    @Test
    void refusesATargetThatDoesNotExist(TestDatabase database) {
        OrdermigException failure = Runs.failureOf(threeTables(database).with("target", "7")::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.TARGET_UNKNOWN);
        assertThat(failure.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(database.has("one")).isFalse();
    }

    @Test
    void appliesALowerVersionLaterOnlyWhenToldTo(TestDatabase database) {
        folder.with("V1__one.sql", "CREATE TABLE one (a int);").with("V3__three.sql", "CREATE TABLE three (a int);");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("V2__two.sql", "CREATE TABLE two (a int);");

        OrdermigException refused = Runs.failureOf(runs::migrate);
        PostgresEngine.MigrateOutcome outcome = runs.with("outOfOrder", "true").migrate();

        assertThat(refused.problem().code()).isEqualTo(PostgresProblem.HISTORY_MISMATCH);
        assertThat(refused.problem().what()).isEqualTo("Migration 2 two is not applied, and a higher version is.");
        assertThat(versions(outcome)).containsExactly("2");
        assertThat(outcome.after()).isEqualTo("3");
        assertThat(database.has("two")).isTrue();
    }

    @Test
    void onlyRecordsWhatIsNotToBeExecuted(TestDatabase database) {
        Runs runs = threeTables(database).with("skipExecutingMigrations", "true");
        PostgresEngine.MigrateOutcome outcome = runs.migrate();

        assertThat(database.has("one")).isFalse();
        assertThat(database.rows("SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
                .containsExactly("1", "2", "3");
        assertThat(versions(outcome)).containsExactly("1", "2", "3");
        assertThat(outcome.after()).isEqualTo("3");
    }

    @Test
    void readsFilesInTheirEncoding(TestDatabase database) throws Exception {
        Files.write(
                temp.resolve("V1__t.sql"),
                "CREATE TABLE t AS SELECT 'Größe'::text AS a;\n".getBytes(StandardCharsets.ISO_8859_1));
        new Runs(database, folder).with("encoding", "ISO-8859-1").migrate();

        assertThat(database.value("SELECT a FROM t")).isEqualTo("Größe");
    }

    @Test
    void appliesAFileWithAByteOrderMark(TestDatabase database) {
        folder.with(
                "V1__t.sql", "\uFEFF-- ordermig:verify SELECT count(*) = 1 FROM t", "CREATE TABLE t AS SELECT 1 AS a;");
        Runs runs = new Runs(database, folder);
        runs.migrate();

        assertThat(runs.events().of(RunEvent.VerificationFinished.class)).hasSize(1);
    }

    @Test
    void loadsRowsThatStandInTheFile(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int, b text);", "COPY t FROM STDIN;", "1\tone", "2\tit's", "\\.");
        new Runs(database, folder).migrate();

        assertThat(database.rows("SELECT * FROM t ORDER BY a")).containsExactly("1|one", "2|it's");
    }

    @Test
    void createsAFunctionWithAnAtomicBody(TestDatabase database) {
        folder.with(
                "V1__f.sql",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql",
                "BEGIN ATOMIC",
                "  SELECT 1;",
                "  SELECT 2;",
                "END;",
                "CREATE TABLE t AS SELECT f() AS a;");
        new Runs(database, folder).migrate();

        assertThat(database.value("SELECT a FROM t")).isEqualTo("2");
    }

    @Test
    void refusesTwoMigrationsOfOneVersionAndNamesBothFiles(TestDatabase database) {
        folder.with("V1__one.sql", "CREATE TABLE one (a int);").with("V01__other.sql", "CREATE TABLE other (a int);");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.DUPLICATE_VERSION);
        assertThat(failure.problem().details().toString())
                .contains("V1__one.sql")
                .contains("V01__other.sql");
        assertThat(database.has("one")).isFalse();
    }

    @Test
    void refusesFilesWithFaultsBeforeItChangesAnything(TestDatabase database) {
        folder.with("V1__ok.sql", "CREATE TABLE one (a int);")
                .with("V2__typo.sql", "-- ordermig:lock-timout 5s", "CREATE TABLE two (a int);")
                .with("V3__contract.sql", "-- ordermig:phase contract", "-- ordermig:after 1 7d", "DROP TABLE one;")
                .with("V4__placeholder.sql", "CREATE VIEW v AS", "SELECT '${ownr}' AS a;")
                .with("V5__both.sql", "-- ordermig:transaction true", "SELECT 1;")
                .with("V5__both.sql.conf", "executeInTransaction=false");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder).placeholder("owner", "app")::migrate);

        assertThat(failure.problems())
                .extracting(Problem::code)
                .containsExactly(
                        ScriptProblem.DIRECTIVE_UNKNOWN,
                        ScriptProblem.DIRECTIVE_UNSUPPORTED,
                        ScriptProblem.PLACEHOLDER_UNKNOWN,
                        ScriptProblem.DIRECTIVE_CONFLICT);
        assertThat(failure.problems().get(0).where()).isEqualTo(temp.resolve("V2__typo.sql") + ", line 1");
        assertThat(failure.problems().get(2).where()).isEqualTo(temp.resolve("V4__placeholder.sql") + ", line 2");
        assertThat(failure.problems().get(2).details()).containsExactly("Did you mean owner?");
        assertThat(failure.problems()).extracting(Problem::changed).containsOnly(Problem.NOTHING_CHANGED);
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void refusesRepeatableFilesWithPlaceholdersWithoutAValue(TestDatabase database) {
        folder.with("V1__ok.sql", "CREATE TABLE one (a int);")
                .with("R__a.sql", "CREATE OR REPLACE VIEW a AS SELECT '${flyway:tabel}' AS a;")
                .with("R__b.sql", "CREATE OR REPLACE VIEW b AS SELECT '${flyway:timestamp}${ownr}' AS b;");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problems())
                .extracting(Problem::what)
                .containsExactly("The placeholder flyway:tabel has no value.", "The placeholder ownr has no value.");
        assertThat(failure.problem().details()).containsExactly("Did you mean flyway:table?");
        assertThat(database.has("one")).isFalse();
    }

    @Test
    void leavesPlaceholdersAloneWhereItIsToldTo(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t AS SELECT '${keep}'::text AS a;")
                .with("V1__t.sql.conf", "placeholderReplacement=false");
        new Runs(database, folder).migrate();
        folder.with("V2__u.sql", "CREATE TABLE u AS SELECT '${keep}'::text AS a;");
        new Runs(database, folder).with("placeholderReplacement", "false").migrate();

        assertThat(database.value("SELECT a FROM t")).isEqualTo("${keep}");
        assertThat(database.value("SELECT a FROM u")).isEqualTo("${keep}");
    }

    @Test
    void refusesAValueThatFlywayDoesNotAccept(TestDatabase database) {
        OrdermigException failure =
                Runs.failureOf(threeTables(database).with("ignoreMigrationPatterns", "*:missin")::migrate);

        assertThat(failure.problem().code()).isEqualTo(ConfigProblem.INVALID_VALUE);
        assertThat(failure.problem().details().get(0)).contains("missin");
    }

    @Test
    void resolvesNothingByItselfWhenToldNotTo(TestDatabase database) {
        Runs runs = threeTables(database).with("skipDefaultResolvers", "true");

        assertThat(runs.migrate().applied()).isEmpty();
        assertThat(Runs.failureOf(runs.with("resolvers", "com.example.Nowhere")::migrate)
                        .problem()
                        .code())
                .isEqualTo(ConfigProblem.INVALID_VALUE);
    }

    @Test
    void asksForMigrationNamesThatFitWhenToldTo(TestDatabase database) {
        Runs runs = threeTables(database).with("validateMigrationNaming", "true");
        folder.with("V4_four.sql", "CREATE TABLE four (a int);");

        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().details().toString()).contains("V4_four.sql");
        assertThat(database.has("one")).isFalse();
    }

    @Test
    void warnsOfALocationThatDoesNotExist(TestDatabase database) {
        Runs runs = threeTables(database).with("locations", folder.location() + ",classpath:no/where");
        runs.migrate();

        assertThat(runs.events().of(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::text)
                .containsExactly("No such location: classpath:no/where. If it is a folder of the project, build the"
                        + " project first.");
    }

    @Test
    void usesOtherNamesForFilesWhenToldTo(TestDatabase database) {
        folder.with("m-1=one.ddl", "CREATE TABLE one (a int);").with("r=two.ddl", "CREATE VIEW two AS SELECT 1 AS a;");
        Runs runs = new Runs(database, folder)
                .with("sqlMigrationPrefix", "m-")
                .with("repeatableSqlMigrationPrefix", "r")
                .with("sqlMigrationSeparator", "=")
                .with("sqlMigrationSuffixes", ".ddl");

        assertThat(versions(runs.migrate())).containsExactly("1", "");
        assertThat(database.has("two")).isTrue();
    }

    @Test
    void sendsSimpleStatementsTogetherWhenToldTo(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);", "INSERT INTO t VALUES (1);", "INSERT INTO t VALUES (2);");
        new Runs(database, folder).with("batch", "true").migrate();

        assertThat(database.value("SELECT sum(a) FROM t")).isEqualTo("3");
    }

    @Test
    void runsTheInitialSqlOnItsSession(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t AS SELECT current_setting('app.team') AS team;");
        new Runs(database, folder).with("initSql", "SET app.team = 'orders'").migrate();

        assertThat(database.value("SELECT team FROM t")).isEqualTo("orders");
    }
}
