package io.ordermig.restore.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent.RestoreFinished;
import io.ordermig.event.RunEvent.RestoreStepFinished;
import io.ordermig.event.RunEvent.RestoreStepStarted;
import io.ordermig.event.RunEvent.RestoreVerified;
import io.ordermig.event.RunListener;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.copy.Copies;
import io.ordermig.snapshot.copy.Quoted;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restore that is killed, or whose data do not answer as they should: all of it is done, or nothing. */
@ExtendWith(PostgresExtension.class)
class StoppedRestoreTest {

    private static final String KILL =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'ordermig/%'"
                    + " AND pid <> pg_backend_pid()";

    private TestDatabase database;
    private Copies copies;
    private Restores restores;
    private RestorePoint point;
    private List<String> before;

    @BeforeEach
    void open(TestDatabase given) {
        database = given;
        given.execute("CREATE TABLE orders AS SELECT 1 AS id, 'a secret row' AS note");
        copies = new Copies(given);
        restores = new Restores(given);
        Restores.history(given, "7");
        point = copies.take("7", Duration.ofHours(1));
        given.execute(
                "UPDATE orders SET id = 2",
                "ALTER DATABASE " + given.name() + " CONNECTION LIMIT 42",
                "COMMENT ON DATABASE " + given.name() + " IS 'newer'");
        before = Restores.outside(given.name());
    }

    @AfterEach
    void close() {
        copies.close();
    }

    private String id() {
        return database.value("SELECT id FROM orders");
    }

    private void assertNothingChanged(List<String> copy) {
        assertThat(id()).isEqualTo("2");
        assertThat(Restores.outside(database.name())).isEqualTo(before);
        assertThat(Restores.outside(point.id())).isEqualTo(copy);
        assertThat(copies.copies().list()).extracting(ListedPoint::point).containsExactly(point);
    }

    @Test
    void takesTheNamesBackWhenAQuestionIsNotAnsweredWithTrue() {
        List<String> copy = Restores.outside(point.id());

        Problem problem =
                restores.with("verifySql", "SELECT count(*) = 7 FROM orders").problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
        assertThat(problem.details()).contains("SELECT count(*) = 7 FROM orders: false");
        assertThat(problem.changed()).startsWith("nothing: the names are taken back.");
        assertThat(restores.events().of(RestoreVerified.class)).anyMatch(asked -> !asked.passed());
        assertThat(restores.events().of(RestoreFinished.class)).isEmpty();
        assertNothingChanged(copy);
        restores.with("verifySql", "SELECT count(*) = 1 FROM orders").carryOut();
        assertThat(id()).isEqualTo("1");
    }

    @Test
    void takesTheNamesBackWhenTheHistoryIsGone() {
        Copies.OUTSIDE.execute(
                "ALTER DATABASE " + Quoted.identifier(point.id()) + " ALLOW_CONNECTIONS true CONNECTION LIMIT -1");
        new TestDatabase(TestPostgres.server().url(point.id()), point.id(), database.user(), database.password())
                .execute("DROP TABLE flyway_schema_history");
        Copies.OUTSIDE.execute(
                "ALTER DATABASE " + Quoted.identifier(point.id()) + " ALLOW_CONNECTIONS false CONNECTION LIMIT 0");
        List<String> copy = Restores.outside(point.id());

        Problem problem = restores.problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
        assertThat(problem.text(Vocabulary.NEUTRAL)).contains("there is no history");
        assertNothingChanged(copy);
    }

    @Test
    void takesTheNameBackOfACopyInThePlaceOfADatabaseThatIsGone() {
        List<String> copy = Restores.outside(point.id());
        TestPostgres.drop(database);

        Problem problem = restores.with("verifySql", "SELECT false").problem();

        assertThat(problem.changed()).contains("there is no " + database.name());
        assertThat(Restores.outside(point.id())).isEqualTo(copy);
        assertThat(Restores.outside(database.name())).isEmpty();
    }

    @Test
    void boundsAQuestionByItsTimeout() {
        List<String> copy = Restores.outside(point.id());

        Problem problem = restores.with("verifySql", "SELECT pg_sleep(60)::text = ''")
                .with("verifyTimeout", "100ms")
                .problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
        assertThat(problem.text(Vocabulary.NEUTRAL)).contains("statement timeout");
        assertNothingChanged(copy);
    }

    @Test
    void endsWhoUsesWhatServesWhenToldToAndTakesTheNamesBack() throws Exception {
        List<String> copy = Restores.outside(point.id());
        Connection[] service = new Connection[1];

        Problem problem = restores.with("verifySql", "SELECT false")
                .with("onConnected", "terminate")
                .listener(comingBack(service))
                .problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
        assertThat(service[0].isValid(1)).isFalse();
        assertNothingChanged(copy);
    }

    private RunListener comingBack(Connection[] service) {
        return new RunListener() {
            @Override
            public void restoreStepStarted(RestoreStepStarted event) {
                if (event.number() == 2) {
                    service[0] = service();
                }
            }
        };
    }

    @Test
    void keepsWhatServesWhenSomebodyUsesItAlready() throws Exception {
        Connection[] service = new Connection[1];
        Problem problem = restores.with("verifySql", "SELECT false")
                .listener(comingBack(service))
                .sleeper(Restores.NO_WAIT)
                .problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
        assertThat(problem.text(Vocabulary.NEUTRAL))
                .contains("could not be taken back", "application orders-service", "is " + database.name() + " now")
                .contains("Set snapshotId to " + database.name() + "-old-");
        assertThat(service[0].isValid(1)).isTrue();
        service[0].close();
        assertThat(id()).isEqualTo("1");
        RestorePlan plan = restores.listener(new RunListener() {}).plan();
        assertThat(plan.steps()).extracting(RestorePlan.Step::done).containsExactly(true, false);
        assertThat(restores.problem().changed()).startsWith("nothing: the names are taken back.");
        assertThat(Restores.outside(database.name())).isEqualTo(before);
    }

    private Connection service() {
        try {
            return Copies.connect(database.name(), database.user(), "orders-service");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void doesNothingWhenItIsKilledWithinItsTransaction() throws Exception {
        List<String> copy = Restores.outside(point.id());
        try (Connection other = Copies.connect("postgres", database.user(), "locker");
                Statement statement = other.createStatement()) {
            // The database is renamed by then, and the copy is not.
            statement.execute("BEGIN; COMMENT ON DATABASE " + Quoted.identifier(point.id()) + " IS 'locked'");
            CompletableFuture<Problem> killed = CompletableFuture.supplyAsync(restores::problem);
            Copies.OUTSIDE.await("SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name LIKE 'ordermig/%'"
                    + " AND wait_event_type = 'Lock' AND query LIKE '%\"" + point.id() + "\" RENAME%'");
            Copies.OUTSIDE.execute(KILL);

            Problem problem = killed.join();
            assertThat(problem.code()).isEqualTo(RestoreProblem.FAILED);
            assertThat(problem.what()).endsWith("The connection broke.");
            statement.execute("ROLLBACK");
        }
        assertNothingChanged(copy);

        restores.carryOut();
        assertThat(id()).isEqualTo("1");
    }

    @Test
    void goesOnWithItsQuestionsWhenItIsKilledAfterTheRenames() {
        RunListener killer = new RunListener() {
            @Override
            public void restoreStepFinished(RestoreStepFinished event) {
                Copies.OUTSIDE.execute(KILL);
            }
        };

        assertThat(restores.listener(killer).problem().code()).isEqualTo(RestoreProblem.FAILED);

        assertThat(id()).isEqualTo("1");
        assertGoesOn();
    }

    @Test
    void asksAgainWhenItIsKilledBeforeItNotesTheAnswers() {
        restores.with("verifySql", "SELECT count(*) > 0 FROM (" + KILL + ") killed");

        assertThat(restores.problem().code()).isEqualTo(RestoreProblem.FAILED);

        restores.with("verifySql", "SELECT true");
        assertGoesOn();
    }

    private void assertGoesOn() {
        restores.listener(new RunListener() {});
        RestorePlan plan = restores.plan();
        assertThat(plan.origin().point()).contains(point);
        assertThat(plan.steps()).extracting(RestorePlan.Step::done).containsExactly(true, false);
        assertThat(plan.outage()).isEqualTo(RestorePlan.Span.NONE);
        String kept = restores.carryOut().kept();
        assertThat(restores.events().of(RestoreStepFinished.class))
                .extracting(RestoreStepFinished::alreadySo)
                .containsExactly(true, false);
        assertThat(restores.plan().isDone()).isTrue();
        assertThat(copies.copies().list())
                .extracting(listed -> listed.point().id())
                .containsExactly(kept);
    }

    @Test
    void saysNoPasswordAndNoRow() {
        Copies.OUTSIDE.execute("CREATE ROLE restores_secret SUPERUSER LOGIN PASSWORD 'p4ss-w0rd'");
        try {
            restores.as("restores_secret", "p4ss-w0rd");
            Problem problem = restores.with("verifySql", "SELECT note::int = 1 FROM orders")
                    .problem();
            String told = problem.text(Vocabulary.NEUTRAL) + restores.events().all();
            restores.with("verifySql", "SELECT count(note) = 1 FROM orders").carryOut();

            assertThat(told + restores.events().all())
                    .doesNotContain("p4ss-w0rd")
                    .doesNotContain("a secret row")
                    .contains("SELECT note::int = 1 FROM orders", "SELECT count(note) = 1 FROM orders");
        } finally {
            Copies.OUTSIDE.execute("DROP ROLE restores_secret");
        }
    }
}
