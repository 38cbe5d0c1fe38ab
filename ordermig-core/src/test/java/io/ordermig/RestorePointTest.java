package io.ordermig;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.MigrationReport.PointOrigin;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When a change has a restore point before it, and when not. */
@ExtendWith(PostgresExtension.class)
class RestorePointTest {

    private TestDatabase database;

    @TempDir
    Path temp;

    private MigrationFolder folder;
    private Runs runs;

    @BeforeEach
    void folder(TestDatabase given) {
        database = given;
        folder = new MigrationFolder(temp).with("V1__orders.sql", "CREATE TABLE orders AS SELECT 1 AS id;");
        runs = new Runs(database, folder).with("snapshotSkip", "false");
    }

    @AfterEach
    void dropCopies() {
        points().forEach(point ->
                TestPostgres.drop(new TestDatabase("", '"' + point.point().id() + '"', "", "")));
    }

    private List<ListedPoint> points() {
        return runs.ordermig()
                .snapshots(runs.config(), runs.snapshots(), getClass().getClassLoader());
    }

    private List<String> events() {
        return runs.events().all().stream()
                .map(event -> event.getClass().getSimpleName())
                .filter(name -> name.startsWith("RestorePoint") && !name.endsWith("Progressed"))
                .toList();
    }

    @Test
    void isTakenBeforeTheFirstChange() {
        runs.migrate();

        assertThat(events()).containsExactly("RestorePointStarted", "RestorePointReady");
        assertThat(points()).singleElement().satisfies(point -> {
            assertThat(point.point().kind()).isEqualTo(RestorePoint.Kind.DATABASE_COPY);
            assertThat(point.schemaVersion()).as("what it holds").isEmpty();
            assertThat(point.environment()).isEqualTo("test");
        });
    }

    @Test
    void isNotTakenWhenNothingIsPending() {
        runs.migrate();
        runs.migrate();

        assertThat(events()).isEmpty();
        assertThat(points()).hasSize(1);
    }

    @Test
    void isNotTakenWhenAFileHasAFault() {
        folder.with("V2__b.sql", "-- ordermig:phaze expand", "SELECT 1;");
        Runs.failureOf(runs::migrate);

        assertThat(points()).isEmpty();
    }

    @Test
    void isNotTakenWhenToldSo() {
        runs.with("snapshotSkip", "true").migrate();

        assertThat(events()).containsExactly("RestorePointSkipped");
        assertThat(points()).isEmpty();
    }

    @Test
    void isAdoptedWhenNothingWasAppliedSince() {
        runs.ordermig().snapshot(runs.config(), runs.snapshots(), getClass().getClassLoader());
        runs.migrate();

        assertThat(runs.events().of(RunEvent.RestorePointStarted.class))
                .singleElement()
                .matches(RunEvent.RestorePointStarted::adopted);
        assertThat(points()).hasSize(1);
    }

    @Test
    void isTheSameOneForTwoSnapshotsInARow() {
        ClassLoader classes = getClass().getClassLoader();
        Ordermig first = runs.ordermig();
        first.snapshot(runs.config(), runs.snapshots(), classes);
        Ordermig second = runs.ordermig();
        second.snapshot(runs.config(), runs.snapshots(), classes);
        Ordermig third = runs.with("snapshotAdoptWithin", "0").ordermig();
        third.snapshot(runs.config(), runs.snapshots(), classes);

        assertThat(List.of(first, second, third))
                .extracting(goal -> goal.step().orElseThrow().outcome())
                .containsExactly(Outcome.SUCCEEDED, Outcome.UNCHANGED, Outcome.SUCCEEDED);
    }

    @Test
    void isNotAdoptedWhenSomethingWasAppliedSince() {
        runs.migrate();
        folder.with("V2__b.sql", "INSERT INTO orders VALUES (2);");
        runs.migrate();

        assertThat(points()).extracting(ListedPoint::schemaVersion).containsExactly("1", "");
    }

    @Test
    void isReusedByTheGoalsOfOneRun() {
        Run run = new Run("test", "p", Clock.systemUTC());
        Ordermig first = ordermig(run);
        ClassLoader classes = getClass().getClassLoader();
        RestorePoint point =
                first.snapshot(runs.config(), runs.snapshots(), classes).point();
        Ordermig second = ordermig(run);
        second.migrate(runs.config(), runs.snapshots(), classes);

        assertThat(second.step().orElseThrow().restorePoints()).singleElement().satisfies(entry -> {
            assertThat(entry.point()).isEqualTo(point);
            assertThat(entry.origin()).isEqualTo(PointOrigin.REUSED);
        });
        assertThat(run.report().steps()).extracting(step -> step.goal().name()).containsExactly("snapshot", "migrate");
        assertThat(run.report().outcome()).contains(Outcome.SUCCEEDED);
    }

    @Test
    void isTakenOnceForGoalsThatRunAtTheSameTime() {
        Run run = new Run("test", "p", Clock.systemUTC());
        ClassLoader classes = getClass().getClassLoader();
        List<CompletableFuture<Ordermig.SnapshotOutcome>> goals = List.of(1, 2, 3).stream()
                .map(i -> CompletableFuture.supplyAsync(
                        () -> ordermig(run).snapshot(runs.config(), runs.snapshots(), classes)))
                .toList();

        assertThat(goals.stream().map(CompletableFuture::join))
                .filteredOn(Ordermig.SnapshotOutcome::taken)
                .hasSize(1);
        assertThat(run.report().steps())
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.restorePoints()).hasSize(1));
        assertThat(points()).hasSize(1);
    }

    private Ordermig ordermig(Run run) {
        return new Ordermig(
                run,
                RunConfig.from(new Settings(), "test", "p", temp.resolve("target")),
                Vocabulary.NEUTRAL,
                List.of());
    }

    @Test
    void stopsTheMigrationWhenItCannotBeTaken() throws Exception {
        try (Connection client = database.connect()) {
            OrdermigException failure = Runs.failureOf(runs::migrate);

            assertThat(client.isValid(1)).isTrue();
            assertThat(failure.problem().code()).isEqualTo(SnapshotProblem.CONNECTED);
            assertThat(failure.problem().changed()).isEqualTo("nothing");
        }
        assertThat(database.has("orders")).isFalse();
        assertThat(runs.info().pending()).hasSize(1);
    }

    @Test
    void isGoneWithoutWhenThatIsOnlyAWarning() throws Exception {
        try (Connection client = database.connect()) {
            runs.with("onSnapshotFailure", "warn").migrate();

            assertThat(client.isValid(1)).isTrue();
        }
        assertThat(database.has("orders")).isTrue();
        assertThat(runs.events().of(RunEvent.Warned.class))
                .singleElement()
                .extracting(RunEvent.Warned::text)
                .asString()
                .startsWith("There is no restore point, and onSnapshotFailure says to go on without one: ");
    }

    @Test
    void hasTheRowsOfBefore() {
        runs.migrate();
        folder.with("V2__b.sql", "UPDATE orders SET id = 42;");
        runs.migrate();
        String copy = points().get(0).point().id();
        database.execute("ALTER DATABASE \"" + copy + "\" ALLOW_CONNECTIONS true CONNECTION LIMIT -1");
        TestDatabase before = new TestDatabase(
                database.url().replace(database.name(), copy), copy, database.user(), database.password());

        assertThat(before.rows("SELECT id FROM orders")).containsExactly("1");
        assertThat(database.rows("SELECT id FROM orders")).containsExactly("42");
        TestPostgres.drop(new TestDatabase("", '"' + copy + '"', "", ""));
    }

    @Test
    void wantsADecisionForAServerThatIsNeitherHereNorOnRds() {
        Settings settings = Settings.of(Map.of("url", "jdbc:postgresql://db.example.com/orders"));
        OrdermigException failure = Runs.failureOf(() -> runs.ordermig()
                .snapshots(
                        io.ordermig.config.PostgresConfig.from(settings),
                        io.ordermig.config.SnapshotConfig.from(settings),
                        getClass().getClassLoader()));

        assertThat(failure.problem().code()).isEqualTo(SnapshotProblem.KIND_UNKNOWN);
        assertThat(failure.problem().text(Vocabulary.NEUTRAL))
                .contains("dbInstanceId")
                .contains("snapshotKind")
                .contains("snapshotSkip");
    }

    @Test
    void isInTheReportWithTheLineThatRestoresIt() {
        Ordermig ordermig = runs.ordermig();
        ordermig.migrate(runs.config(), runs.snapshots(), getClass().getClassLoader());
        MigrationReport.Step step = ordermig.step().orElseThrow();

        assertThat(step.restorePoint()).isPresent();
        assertThat(temp.resolve("target/migration-report.json"))
                .content()
                .contains("\"restore\" : \"restore {snapshotId="
                        + step.restorePoint().get().id() + "}\"");
    }
}
