package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.ScriptProblem;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ValidateTest {

    private static final String IRREVERSIBLE = "-- ordermig:irreversible it is a test";

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    private static List<String> texts(OrdermigException failure) {
        return failure.problems().stream().map(Problem::what).toList();
    }

    @Test
    void isContentWhenFilesAndHistoryAgree(TestDatabase database) {
        folder.with("V1__a.sql", "CREATE TABLE a (x int);")
                .with("U1__a.sql", "DROP TABLE a;")
                .with("V2__b.sql", IRREVERSIBLE, "CREATE TABLE b (x int);")
                .with("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x;");
        Runs runs = new Runs(database, folder);
        runs.migrate();

        assertThat(runs.validate().validated()).isEqualTo(3);
    }

    @Test
    void listsEveryMigrationWithoutAWayBack(TestDatabase database) {
        folder.with("V1__a.sql", "SELECT 1;")
                .with("V2__b.sql", "SELECT 2;")
                .with("U2.0__b.sql", "SELECT 2;")
                .with("V3__c.sql", "SELECT 3;")
                .with("V4__d.sql", IRREVERSIBLE, "SELECT 4;")
                .with("R__v.sql", "SELECT 5;");
        Runs runs = new Runs(database, folder);
        runs.migrate();

        OrdermigException failure = Runs.failureOf(runs::validate);

        assertThat(texts(failure)).containsExactly("Migration 1 a has no way back.", "Migration 3 c has no way back.");
        assertThat(failure.problems()).extracting(Problem::code).containsOnly(ScriptProblem.NO_WAY_BACK);
        assertThat(failure.problem().where())
                .isEqualTo(temp.resolve("V1__a.sql").toString());
        assertThat(failure.problem().remedies().toString()).contains("U1__<name>.sql");
    }

    @Test
    void letsVersionsOffUpToTheOneThatIsNamed(TestDatabase database) {
        folder.with("V1__a.sql", "SELECT 1;").with("V2__b.sql", "SELECT 2;").with("V3__c.sql", "SELECT 3;");
        Runs runs = new Runs(database, folder).with("undoRequiredAbove", "2");
        runs.migrate();

        assertThat(texts(Runs.failureOf(runs::validate))).containsExactly("Migration 3 c has no way back.");
        assertThatCode(runs.with("undoRequiredAbove", "3")::validate).doesNotThrowAnyException();
    }

    @Test
    void asksNoWayBackOfWhatLiesBelowTheBaseline(TestDatabase database) {
        folder.with("V1__a.sql", "SELECT 1;").with("V3__c.sql", IRREVERSIBLE, "SELECT 3;");
        Runs runs = new Runs(database, folder).with("baselineVersion", "2");
        runs.baseline();
        runs.migrate();

        assertThatCode(runs::validate).doesNotThrowAnyException();
    }

    @Test
    void findsAFileThatWasChangedAfterItHadBeenApplied(TestDatabase database) {
        folder.with("V1__a.sql", IRREVERSIBLE, "CREATE TABLE a (x int);");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("V1__a.sql", IRREVERSIBLE, "CREATE TABLE a (x int, y int);");

        OrdermigException failure = Runs.failureOf(runs::validate);
        OrdermigException also = Runs.failureOf(runs::migrate);

        assertThat(texts(failure)).containsExactly("Migration 1 a was changed after it had been applied.");
        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.HISTORY_MISMATCH);
        assertThat(failure.problem().where()).endsWith("V1__a.sql");
        assertThat(texts(also)).isEqualTo(texts(failure));
        assertThatCode(runs.with("validateOnMigrate", "false")::migrate).doesNotThrowAnyException();
    }

    @Test
    void findsAnAppliedMigrationWhoseFileIsGone(TestDatabase database) {
        folder.with("V1__a.sql", IRREVERSIBLE, "SELECT 1;")
                .with("V2__b.sql", IRREVERSIBLE, "SELECT 2;")
                .with("R__v.sql", "SELECT 3;");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.without("V1__a.sql").without("R__v.sql");

        assertThat(texts(Runs.failureOf(runs::validate)))
                .containsExactly(
                        "Migration 1 a was applied, and its file is gone.",
                        "Migration repeatable v was applied, and its file is gone.");
        assertThatCode(runs.with("ignoreMigrationPatterns", "*:missing")::validate)
                .doesNotThrowAnyException();
    }

    @Test
    void takesANewerDatabaseThanTheProjectForGranted(TestDatabase database) {
        folder.with("V1__a.sql", IRREVERSIBLE, "SELECT 1;").with("V2__b.sql", IRREVERSIBLE, "SELECT 2;");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.without("V2__b.sql");

        assertThatCode(runs::validate).doesNotThrowAnyException();
        assertThat(runs.migrate().applied()).isEmpty();
        assertThat(texts(Runs.failureOf(runs.with("ignoreMigrationPatterns", "*:pending")::validate)))
                .containsExactly("Migration 2 b was applied, and its file is gone.");
    }

    @Test
    void mindsPendingMigrationsUnlessToldNotTo(TestDatabase database) {
        folder.with("V1__a.sql", IRREVERSIBLE, "SELECT 1;").with("R__v.sql", "SELECT 3;");
        Runs runs = new Runs(database, folder);

        assertThat(texts(Runs.failureOf(runs::validate)))
                .containsExactly("Migration 1 a is not applied.", "Migration repeatable v is not applied.");
        assertThatCode(runs.with("ignoreMigrationPatterns", "*:pending")::validate)
                .doesNotThrowAnyException();
        assertThat(database.has("flyway_schema_history")).isFalse();
    }

    @Test
    void saysSoWhenAMigrationLiesBelowTheCurrentVersion(TestDatabase database) {
        folder.with("V2__b.sql", IRREVERSIBLE, "SELECT 2;");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("V1__a.sql", IRREVERSIBLE, "SELECT 1;");

        assertThat(texts(Runs.failureOf(runs::validate)))
                .containsExactly("Migration 1 a is not applied, and a higher version is.");
        assertThat(texts(Runs.failureOf(runs.with("outOfOrder", "true")::validate)))
                .containsExactly("Migration 1 a is not applied.");
    }

    @Test
    void findsFaultsOfPendingFilesTogetherWithDifferences(TestDatabase database) {
        folder.with("V1__a.sql", IRREVERSIBLE, "SELECT 1;");
        Runs runs = new Runs(database, folder).with("ignoreMigrationPatterns", "*:pending");
        runs.migrate();
        folder.with("V1__a.sql", IRREVERSIBLE, "SELECT 2;")
                .with("V2__b.sql", IRREVERSIBLE, "-- ordermig:pase expand", "SELECT 2;");

        assertThat(Runs.failureOf(runs::validate).problems())
                .extracting(Problem::code)
                .containsExactly(PostgresProblem.HISTORY_MISMATCH, ScriptProblem.DIRECTIVE_UNKNOWN);
    }

    @Test
    void doesNotComplainOfTheDirectivesOfAnAppliedFile(TestDatabase database) {
        folder.with("V1__a.sql", IRREVERSIBLE, "-- a remark", "SELECT 1;");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        // As if a later version of ordermig did not know the directive any more.
        folder.with("V1__a.sql", IRREVERSIBLE, "-- ordermig:remark", "SELECT 1;", "SELECT 2;");
        runs.repair();

        assertThatCode(runs::validate).doesNotThrowAnyException();
        assertThat(runs.migrate().applied()).isEmpty();
    }
}
