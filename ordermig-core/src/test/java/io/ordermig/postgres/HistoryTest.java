package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Inventory;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
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

/** What is done about the history: info, baseline, repair, clean. */
@ExtendWith(PostgresExtension.class)
class HistoryTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
        folder.with("V1__one.sql", "CREATE TABLE one (a int);")
                .with("V2__two.sql", "-- ordermig:phase expand", "CREATE TABLE two (a int);");
    }

    @Test
    void showsWhatIsAppliedAndWhatIsPending(TestDatabase database) {
        folder.with("U1__one.sql", "DROP TABLE one;")
                .with("V3__three.sql", "-- ordermig:irreversible because", "CREATE INDEX CONCURRENTLY i ON one (a);");
        Runs runs = new Runs(database, folder);
        runs.with("target", "1").migrate();
        folder.with("R__v.sql", "SELECT 1;");

        Inventory inventory = runs.with("target", "latest").info();

        assertThat(inventory.current()).isEqualTo("1");
        assertThat(inventory.home()).isEqualTo("public");
        assertThat(inventory.rows())
                .extracting(Inventory.Row::state)
                .containsExactly("Success", "Pending", "Pending", "Pending");
        assertThat(inventory.rows())
                .extracting(Inventory.Row::inverse)
                .containsExactly(Inverse.PRESENT, Inverse.MISSING, Inverse.IRREVERSIBLE, Inverse.NOT_NEEDED);
        assertThat(inventory.rows().get(0).applied()).isPresent();
        assertThat(inventory.rows().get(1).applied()).isEmpty();
        assertThat(inventory.pending())
                .containsExactly(
                        new MigrationRef("postgresql", "2", "two", "V2__two.sql", "SQL", "expand", true),
                        new MigrationRef("postgresql", "3", "three", "V3__three.sql", "SQL", "", false),
                        new MigrationRef("postgresql", "", "v", "R__v.sql", "SQL", "", true));
    }

    @Test
    void changesNothingAndWritesNoReportWhenItOnlyShows(TestDatabase database) {
        Runs runs = new Runs(database, folder);
        Inventory inventory = runs.info();

        assertThat(inventory.current()).isEmpty();
        assertThat(inventory.pending()).hasSize(2);
        assertThat(database.has("flyway_schema_history")).isFalse();
        assertThat(runs.reportFolder()).doesNotExist();
    }

    @Test
    void refusesASchemaThatIsNotEmptyAndHasNoHistory(TestDatabase database) {
        database.execute("CREATE TABLE one (a int)");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.NOT_MANAGED);
        assertThat(failure.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(database.has("flyway_schema_history")).isFalse();
    }

    @Test
    void recordsABaselineOnceAndAppliesWhatLiesAboveIt(TestDatabase database) {
        database.execute("CREATE TABLE one (a int)");
        Runs runs = new Runs(database, folder).with("baselineDescription", "as it was");

        PostgresEngine.BaselineOutcome first = runs.baseline();
        PostgresEngine.BaselineOutcome second = runs.baseline();
        PostgresEngine.MigrateOutcome migrated = runs.migrate();

        assertThat(first).isEqualTo(new PostgresEngine.BaselineOutcome("1", true));
        assertThat(second).isEqualTo(new PostgresEngine.BaselineOutcome("1", false));
        assertThat(migrated.before()).isEqualTo("1");
        assertThat(migrated.applied()).extracting(MigrationRef::version).containsExactly("2");
        assertThat(database.rows("SELECT version, description, type FROM flyway_schema_history ORDER BY 1"))
                .containsExactly("1|as it was|BASELINE", "2|two|SQL");
    }

    @Test
    void refusesAnotherBaseline(TestDatabase database) {
        Runs runs = new Runs(database, folder);
        runs.baseline();

        OrdermigException failure = Runs.failureOf(runs.with("baselineVersion", "2")::baseline);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.BASELINE_REFUSED);
        assertThat(failure.problem().what())
                .isEqualTo("The history already has 1 row; a baseline can only be its first.");
        assertThat(failure.problem().details()).containsExactly("The current version is 1.");
        assertThat(database.value("SELECT count(*) FROM flyway_schema_history")).isEqualTo("1");
    }

    @Test
    void refusesABaselineOfAnEmptyHistory(TestDatabase database) {
        new Runs(database, folder).migrate();
        database.execute("DELETE FROM flyway_schema_history");

        assertThat(Runs.failureOf(new Runs(database, folder)::baseline)
                        .problem()
                        .code())
                .isEqualTo(PostgresProblem.BASELINE_REFUSED);
    }

    @Test
    void recordsTheBaselineWithinMigrateWhenToldTo(TestDatabase database) {
        database.execute("CREATE TABLE one (a int)");
        Runs runs = new Runs(database, folder).with("baselineOnMigrate", "true");
        PostgresEngine.MigrateOutcome outcome = runs.migrate();

        assertThat(outcome.applied()).extracting(MigrationRef::version).containsExactly("2");
        assertThat(outcome.after()).isEqualTo("2");
        assertThat(database.rows("SELECT version, type FROM flyway_schema_history ORDER BY 1"))
                .containsExactly("1|BASELINE", "2|SQL");
    }

    @Test
    void knowsTheVersionAfterABaselineAlone(TestDatabase database) {
        database.execute("CREATE TABLE one (a int)");
        Runs runs = new Runs(database, folder).with("baselineOnMigrate", "true").with("baselineVersion", "5");
        PostgresEngine.MigrateOutcome outcome = runs.migrate();

        assertThat(outcome.applied()).isEmpty();
        assertThat(outcome.after()).isEqualTo("5");
    }

    @Test
    void repairsNothingWhereNothingIsWrong(TestDatabase database) {
        Runs runs = new Runs(database, folder);
        runs.migrate();

        assertThat(runs.repair().actions()).isEmpty();
    }

    @Test
    void alignsAChangedFileAndMarksAMissingOne(TestDatabase database) {
        folder.with("V3__three.sql", "CREATE TABLE three (a int);");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        folder.with("V1__one.sql", "-- a remark", "CREATE TABLE one (a int);").without("V2__two.sql");

        assertThat(runs.repair().actions())
                .containsExactly(
                        "marked 2 two as deleted, its file is gone",
                        "aligned checksum, description and type of 1 one with its file");
        assertThat(runs.migrate().applied()).isEmpty();
        assertThat(runs.repair().actions()).isEmpty();
    }

    @Test
    void tellsOfAFailedRowOnTheNextMigrateAndGoesOnAfterARepair(TestDatabase database) {
        folder.with("V3__rows.sql", "INSERT INTO one VALUES (1), (1);")
                .with("V4__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY u ON one (a);");
        Runs runs = new Runs(database, folder);

        OrdermigException broken = Runs.failureOf(runs::migrate);
        OrdermigException told = Runs.failureOf(runs::migrate);

        assertThat(broken.problem().code()).isEqualTo(PostgresProblem.STATEMENT_FAILED);
        assertThat(broken.problem().where()).endsWith("V4__unique.sql, line 1, statement 1");
        assertThat(broken.problem().remedies().toString())
                .contains("DROP INDEX CONCURRENTLY public.u;")
                .contains("repair")
                .doesNotContain("(1)");
        assertThat(broken.problem().changed())
                .isEqualTo("3 migrations are applied and stay: 1, 2, 3. Migration 4 unique runs without a transaction:"
                        + " what its statement did stays, and the history has a failed row for it.");
        assertThat(broken.problem().repeat()).isEqualTo(Repeat.AFTER_CLEANUP);
        assertThat(told.problem().code()).isEqualTo(PostgresProblem.FAILED_ROW);
        assertThat(told.problem().what()).isEqualTo("Migration 4 unique failed in an earlier run.");

        assertThat(Runs.failureOf(runs.with("validateOnMigrate", "false")::migrate)
                        .problem()
                        .code())
                .isEqualTo(PostgresProblem.FAILED_ROW);

        database.execute("DROP INDEX u", "DELETE FROM one WHERE ctid = '(0,1)'");
        assertThat(runs.repair().actions()).containsExactly("took the failed row of 4 unique out of the history");
        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("4");
    }

    @Test
    void dropsEverythingOnlyWhenTheDatabaseIsNamed(TestDatabase database) {
        Runs runs = new Runs(database, folder);
        runs.migrate();

        for (String wrong : new String[] {"", "other", database.name().toUpperCase(java.util.Locale.ROOT)}) {
            OrdermigException failure = Runs.failureOf(() -> runs.clean(wrong));
            assertThat(failure.problem().code()).isEqualTo(PostgresProblem.CLEAN_REFUSED);
            assertThat(failure.problem().remedies().toString()).contains(database.name());
        }
        assertThat(database.has("one")).isTrue();

        assertThat(runs.clean(database.name()).schemas()).containsExactly("public");
        assertThat(database.has("one")).isFalse();
        assertThat(runs.migrate().applied()).hasSize(2);
    }
}
