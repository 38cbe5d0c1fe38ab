package io.ordermig.restore.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent.RestoreStepProgressed;
import io.ordermig.event.RunEvent.RestoreStepStarted;
import io.ordermig.event.RunEvent.Warned;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.copy.Copies;
import io.ordermig.snapshot.copy.Quoted;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of those who are connected, of other runs, and of roles without rights. */
@ExtendWith(PostgresExtension.class)
class OccupiedRestoreTest {

    private TestDatabase database;
    private Copies copies;
    private Restores restores;
    private RestorePoint point;

    @BeforeEach
    void open(TestDatabase given) {
        database = given;
        given.execute("CREATE TABLE orders AS SELECT 1 AS id");
        copies = new Copies(given);
        restores = new Restores(given);
        point = copies.take();
        given.execute("UPDATE orders SET id = 2");
    }

    @AfterEach
    void close() {
        copies.close();
    }

    private Connection connect(String application) throws SQLException {
        return Copies.connect(database.name(), database.user(), application);
    }

    private static boolean lives(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private String id() {
        return database.value("SELECT id FROM orders");
    }

    @Test
    void namesWhoIsConnectedAndChangesNothing() throws Exception {
        try (Connection one = connect("orders-service");
                Connection two = connect("psql")) {
            Problem problem = restores.sleeper(Restores.NO_WAIT).problem();

            assertThat(problem.code()).isEqualTo(RestoreProblem.CONNECTED);
            assertThat(problem.details())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("application orders-service"))
                    .anyMatch(line -> line.contains("application psql"));
            assertThat(problem.text(Vocabulary.NEUTRAL)).contains("Set onConnected to terminate");
            assertThat(problem.changed()).isEqualTo("nothing");
            assertThat(lives(one) && lives(two)).isTrue();
            assertThat(id()).isEqualTo("2");
        }
    }

    @Test
    void endsWhoIsConnectedWhenToldTo() throws Exception {
        restores.with("onConnected", "terminate");
        try (Connection one = connect("orders-service")) {
            assertThat(restores.plan().steps().get(0).title()).startsWith("End 1 session, and rename ");
            assertThat(restores.plan().notices()).anyMatch(notice -> notice.contains("application orders-service"));
            assertThat(lives(one)).isTrue();

            Aftermath aftermath = restores.carryOut();

            assertThat(lives(one)).isFalse();
            assertThat(id()).isEqualTo("1");
            assertThat(restores.events().of(Warned.class))
                    .singleElement()
                    .satisfies(
                            warned -> assertThat(warned.text()).contains("were ended to rename it", "orders-service"));
            assertThat(aftermath.items().get(0).what()).contains("1 session was ended");
        }
    }

    @Test
    void winsAgainstAClientThatConnectsAgainAtOnce() {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> pool = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                stay(over);
            }
        });
        String pooled = "SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'pool' AND datname = '"
                + database.name() + "'";
        try {
            Copies.OUTSIDE.await(pooled);

            restores.with("onConnected", "terminate").carryOut();

            Copies.OUTSIDE.await(pooled);
            assertThat(id()).isEqualTo("1");
        } finally {
            over.set(true);
            pool.join();
        }
    }

    private void stay(AtomicBoolean over) {
        try (Connection connection = connect("pool")) {
            while (!over.get() && lives(connection)) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            // Who waited while the database was renamed is told that it is gone, and comes again.
            assertThat(e.getSQLState()).isEqualTo("3D000");
        }
    }

    @Test
    void namesWhoComesBetweenThePlanAndTheRenames() throws Exception {
        try (CopyRestore restore = restores.sleeper(Restores.NO_WAIT).open()) {
            var plan = restore.plan();
            try (Connection late = connect("orders-service")) {
                assertThat(lives(late)).isTrue();

                Problem problem = io.ordermig.testing.Runs.failureOf(() -> restore.carryOut(plan))
                        .problem();

                assertThat(problem.code()).isEqualTo(RestoreProblem.CONNECTED);
                assertThat(id()).isEqualTo("2");
            }
        }
    }

    @Test
    void cutsNoRunOff() throws Exception {
        restores.with("onConnected", "terminate");
        try (Connection run = connect("ordermig/20260301T090000Z-0001")) {
            Problem problem = restores.problem();

            assertThat(problem.code()).isEqualTo(RestoreProblem.RUNNING);
            assertThat(problem.what()).contains("ordermig/20260301T090000Z-0001");
            assertThat(lives(run)).isTrue();
            assertThat(id()).isEqualTo("2");
        }
    }

    @Test
    void namesPreparedTransactions() throws Exception {
        restores.with("onConnected", "terminate").sleeper(Restores.NO_WAIT);
        try (Connection connection = connect("batch");
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN; CREATE TABLE t (a int); PREPARE TRANSACTION 'one'");
            try {
                Problem problem = restores.problem();

                assertThat(problem.code()).isEqualTo(RestoreProblem.CONNECTED);
                assertThat(problem.text(Vocabulary.NEUTRAL)).contains("Prepared transaction 'one'");
            } finally {
                statement.execute("ROLLBACK PREPARED 'one'");
            }
        }
    }

    @Test
    void saysWhoIsRestoringAlready() throws Exception {
        CountDownLatch renamed = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        RunListener stays = new RunListener() {
            @Override
            public void restoreStepStarted(RestoreStepStarted event) {
                if (event.number() == 2) {
                    renamed.countDown();
                    await(asked);
                }
            }
        };
        Restores first = new Restores(database).run("20260301T120000Z-0001").listener(stays);
        CompletableFuture<Aftermath> running = CompletableFuture.supplyAsync(first::carryOut);
        Problem named;
        Problem newest;
        try {
            assertThat(renamed.await(30, TimeUnit.SECONDS)).isTrue();
            newest = restores.problem();
            named = restores.from(point.id()).problem();
        } finally {
            asked.countDown();
        }

        assertThat(named.code()).isEqualTo(RestoreProblem.RUNNING);
        assertThat(named.what()).matches(".*pid \\d+, application ordermig/20260301T120000Z-0001, .*since 20.*");
        assertThat(newest.code()).isEqualTo(RestoreProblem.RUNNING);
        running.join();
        assertThat(restores.plan().isDone()).isTrue();
        assertThat(id()).isEqualTo("1");
    }

    @Test
    void letsOneOfTwoRestoreThatBeginAtOnce() {
        List<CompletableFuture<String>> both = Stream.of("0001", "0002")
                .map(id -> new Restores(database).run("20260301T120000Z-" + id))
                .map(restore -> CompletableFuture.supplyAsync(() -> outcome(restore)))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join).toList())
                .contains("restored")
                .isSubsetOf("restored", RestoreProblem.RUNNING.id());
        assertThat(id()).isEqualTo("1");
        assertThat(copies.copies().list()).hasSize(1);
        assertThat(restores.plan().isDone()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(Restores restore) {
        try {
            restore.carryOut();
            return "restored";
        } catch (OrdermigException e) {
            return e.problem().code().id();
        }
    }

    @Test
    void triesAgainWhileALockIsHeld() throws Exception {
        try (Connection other = Copies.connect("postgres", database.user(), "locker");
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN; COMMENT ON DATABASE " + database.name() + " IS 'locked'");
            RunListener releases = new RunListener() {
                @Override
                public void restoreStepProgressed(RestoreStepProgressed event) {
                    if (event.state().contains("application locker")) {
                        release(statement);
                    }
                }
            };

            restores.listener(releases).carryOut();

            assertThat(restores.events().of(RestoreStepProgressed.class))
                    .anyMatch(event -> event.state().contains("application locker"));
            assertThat(id()).isEqualTo("1");
        }
    }

    private static void release(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesWhoHoldsALockThatIsNotToBeHad() throws Exception {
        try (Connection other = Copies.connect("postgres", database.user(), "locker");
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN; COMMENT ON DATABASE " + Quoted.identifier(point.id()) + " IS 'locked'");

            Problem problem = restores.with("restoreTimeout", "1s").problem();

            assertThat(problem.code()).isEqualTo(RestoreProblem.TIMED_OUT);
            assertThat(problem.changed()).isEqualTo("nothing");
            assertThat(id()).isEqualTo("2");
            statement.execute("ROLLBACK");
        }
        assertThat(copies.copies().list())
                .singleElement()
                .satisfies(copy -> assertThat(copy.state()).isEqualTo("available"));
    }

    @Test
    void namesEachRightThatIsMissing() {
        Copies.role("restores_plain", "");
        try {
            Restores plain = new Restores(database).as("restores_plain", database.password());

            Problem problem = plain.problem();

            assertThat(problem.code()).isEqualTo(RestoreProblem.NOT_PERMITTED);
            assertThat(problem.text(Vocabulary.NEUTRAL))
                    .contains("ALTER ROLE \"restores_plain\" CREATEDB;")
                    .contains(database.name() + " belongs to postgres.")
                    .contains(point.id() + " belongs to postgres.");
            assertThat(id()).isEqualTo("2");
            Copies.OUTSIDE.execute(
                    "ALTER ROLE \"restores_plain\" CREATEDB;",
                    "ALTER DATABASE " + database.name() + " OWNER TO restores_plain",
                    "ALTER DATABASE " + Quoted.identifier(point.id()) + " OWNER TO restores_plain");
            database.execute("ALTER TABLE orders OWNER TO restores_plain");

            String kept = plain.carryOut().kept();

            assertThat(id()).isEqualTo("1");
            plain.from(kept).carryOut();
            assertThat(id()).isEqualTo("2");
        } finally {
            copies.close();
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("DROP ROLE restores_plain");
        }
    }
}
