package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent.RestorePointFailed;
import io.ordermig.event.RunEvent.RestorePointProgressed;
import io.ordermig.event.RunEvent.Warned;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.RecordedSleeper;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import io.ordermig.time.Sleeper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of those who are connected to a database that is to be copied. */
@ExtendWith(PostgresExtension.class)
class OccupiedDatabaseTest {

    private static final Sleeper NO_WAIT = new RecordedSleeper(() -> {});

    private static Connection connect(TestDatabase database, String application) throws SQLException {
        return Copies.connect(database.name(), database.user(), application);
    }

    private static boolean lives(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void namesEverySessionThatIsConnected(TestDatabase database) throws Exception {
        try (Copies copies = new Copies(database).sleeper(NO_WAIT);
                Connection one = connect(database, "orders-service");
                Connection two = connect(database, "psql")) {
            two.setAutoCommit(false);
            assertThat(lives(one) && lives(two)).isTrue();

            Problem problem = copies.failure().problem();

            assertThat(problem.code()).isEqualTo(SnapshotProblem.CONNECTED);
            assertThat(problem.details())
                    .anyMatch(line -> line.matches("Session pid \\d+, role postgres, application orders-service,"
                            + " from \\S+, idle since 20\\S+ \\S+\\."))
                    .anyMatch(line -> line.contains("application psql") && line.contains("idle in transaction since"))
                    .hasSize(2);
            assertThat(problem.text(Vocabulary.NEUTRAL))
                    .contains("Set onConnected to terminate")
                    .contains("Set snapshotSkip to true");
            assertThat(problem.changed()).isEqualTo("nothing");
            assertThat(copies.events().of(RestorePointFailed.class)).hasSize(1);
            assertThat(lives(one) && lives(two)).isTrue();
        }
    }

    @Test
    void doesNotMindASessionThatLeavesWithinAMoment(TestDatabase database) throws Exception {
        Connection probe = connect(database, "probe");
        Sleeper sleeper = new RecordedSleeper(() -> close(probe));
        try (Copies copies = new Copies(database).sleeper(sleeper)) {
            assertThat(copies.take().source()).isEqualTo(database.name());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesPreparedTransactions(TestDatabase database) throws Exception {
        try (Copies copies = new Copies(database).with("onConnected", "terminate");
                Connection connection = connect(database, "batch");
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN; CREATE TABLE t (a int); PREPARE TRANSACTION 'it''s one'");

            Problem problem = copies.failure().problem();

            assertThat(problem.code()).isEqualTo(SnapshotProblem.CONNECTED);
            assertThat(problem.details())
                    .anyMatch(line -> line.startsWith("Prepared transaction 'it''s one' of role postgres, since 20"));
            assertThat(problem.text(Vocabulary.NEUTRAL)).contains("ROLLBACK PREPARED");
            assertThat(lives(connection)).isTrue();
            statement.execute("ROLLBACK PREPARED 'it''s one'");
        }
    }

    @Test
    void endsSessionsWhenToldTo(TestDatabase database) throws Exception {
        try (Copies copies = new Copies(database).with("onConnected", "terminate");
                Connection one = connect(database, "orders-service");
                Connection two = connect(database, "psql")) {
            copies.take();

            assertThat(lives(one) || lives(two)).isFalse();
            assertThat(copies.events().of(Warned.class))
                    .singleElement()
                    .satisfies(warned -> assertThat(warned.text())
                            .contains("were ended to copy it", "application orders-service", "application psql"));
        }
    }

    @Test
    void winsAgainstAClientThatConnectsAgainAtOnce(TestDatabase database) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger lost = new AtomicInteger();
        AtomicReference<Connection> last = new AtomicReference<>(connect(database, "pool"));
        CompletableFuture<Void> pool = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                if (!lives(last.get())) {
                    lost.incrementAndGet();
                    last.set(connected(database));
                }
            }
        });
        try (Copies copies = new Copies(database).with("onConnected", "terminate")) {
            for (int i = 0; i < 5; i++) {
                copies.take();
            }
            assertThat(copies.copies().list()).hasSize(5);
            database.await("SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'pool'");
            over.set(true);
            pool.join();

            assertThat(lost.get()).as("ended once by each copy, never after it").isEqualTo(5);
            assertThat(lives(last.get())).isTrue();
            assertThat(Copies.attributes(database.name())).isEqualTo("true,-1,false");
        } finally {
            over.set(true);
            last.get().close();
        }
    }

    private static Connection connected(TestDatabase database) {
        try {
            return connect(database, "pool");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void locksNobodyOutWhenItIsKilledWhileItEndsSessions(TestDatabase database) throws Exception {
        RunListener killer = new RunListener() {
            @Override
            public void restorePointProgressed(RestorePointProgressed event) {
                Copies.OUTSIDE.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name LIKE 'ordermig/%'");
            }
        };
        try (Copies killed =
                        new Copies(database).with("onConnected", "terminate").listener(killer);
                Connection ended = connect(database, "orders-service")) {
            Problem problem = killed.failure().problem();

            assertThat(problem.code()).isEqualTo(SnapshotProblem.FAILED);
            assertThat(problem.what()).endsWith("could not be copied. The connection broke.");
            assertThat(lives(ended)).isFalse();
            assertThat(database.value("SELECT 1")).isEqualTo("1");
            assertThat(Copies.attributes(database.name())).isEqualTo("true,-1,false");
            try (Copies next = new Copies(database)) {
                RestorePoint point = next.take();
                assertThat(next.copies().list())
                        .filteredOn(listed -> listed.state().equals("available"))
                        .extracting(ListedPoint::point)
                        .containsExactly(point);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "terminate"})
    void waitsForAnotherRun(String onConnected, TestDatabase database) throws Exception {
        Connection other = connect(database, "ordermig/20260301T090000Z-0001");
        AtomicInteger looks = new AtomicInteger();
        Sleeper sleeper = new RecordedSleeper(() -> {
            if (looks.incrementAndGet() == 3) {
                assertThat(lives(other)).isTrue();
                close(other);
            }
        });
        try (Copies copies = new Copies(database)
                .with("onConnected", onConnected)
                .with("snapshotPollInterval", "0")
                .sleeper(sleeper)) {
            RestorePoint point = copies.take();

            assertThat(copies.copies().list()).extracting(ListedPoint::point).containsExactly(point);
            assertThat(copies.events().of(RestorePointProgressed.class))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .first()
                    .satisfies(told -> {
                        assertThat(told.point()).isEqualTo(point);
                        assertThat(told.state()).isEqualTo("waiting for ordermig/20260301T090000Z-0001");
                    });
        }
    }

    @Test
    void waitsForAnotherRunWithinItsBudgetOnly(TestDatabase database) throws Exception {
        try (Copies copies = new Copies(database).with("snapshotTimeout", "300ms");
                Connection other = connect(database, "ordermig/20260301T090000Z-0001")) {
            Problem problem = copies.failure().problem();

            assertThat(problem.code()).isEqualTo(SnapshotProblem.TIMED_OUT);
            assertThat(problem.details().get(0)).contains("Another run", "ordermig/20260301T090000Z-0001");
            assertThat(lives(other)).isTrue();
        }
    }

    @Test
    void endsNoSessionOfReplication(TestDatabase database) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "13");
        properties.setProperty("ApplicationName", "debezium");
        try (Copies copies =
                        new Copies(database).with("onConnected", "terminate").sleeper(NO_WAIT);
                Connection reader = DriverManager.getConnection(database.url(), properties);
                Connection client = connect(database, "orders-service")) {
            Problem problem = copies.failure().problem();

            assertThat(problem.code()).isEqualTo(SnapshotProblem.CONNECTED);
            assertThat(problem.text(Vocabulary.NEUTRAL)).contains("debezium", "walsender");
            assertThat(lives(client)).as("nobody is ended in vain").isTrue();
            assertThat(reader.isClosed()).isFalse();
        }
    }

    @Test
    void namesTheRightThatIsMissingToEndSessions(TestDatabase database) throws Exception {
        Copies.role("copies_plain", "CREATEDB");
        Copies.OUTSIDE.execute("ALTER DATABASE " + database.name() + " OWNER TO copies_plain");
        try (Copies copies = new Copies(database)
                        .as("copies_plain", database.password())
                        .with("onConnected", "terminate")
                        .sleeper(NO_WAIT);
                Connection own = Copies.connect(database.name(), "copies_plain", "own")) {
            try (Connection client = connect(database, "orders-service")) {
                Problem problem = copies.failure().problem();

                assertThat(problem.code()).isEqualTo(SnapshotProblem.CONNECTED);
                assertThat(problem.text(Vocabulary.NEUTRAL))
                        .contains("The role copies_plain may not end sessions of postgres.")
                        .contains("GRANT pg_signal_backend TO \"copies_plain\"")
                        .doesNotContain("onConnected");
                assertThat(lives(client) && lives(own)).isTrue();
            }
            Copies.OUTSIDE.await("SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = '" + database.name() + "'");

            assertThat(copies.take().source()).isEqualTo(database.name());
            assertThat(lives(own)).isFalse();
        } finally {
            try (Copies all = new Copies(database)) {
                all.close();
            }
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("DROP ROLE copies_plain");
        }
    }

    @Test
    void givesUpWhenTheServerTakesLongerThanTheBudget(TestDatabase database) throws Exception {
        try (Copies copies = new Copies(database).with("snapshotTimeout", "500ms");
                Connection other = Copies.connect("postgres", database.user(), "locker");
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN; COMMENT ON DATABASE " + database.name() + " IS 'locked'");

            Problem problem = copies.failure().problem();

            assertThat(problem.code()).isEqualTo(SnapshotProblem.TIMED_OUT);
            assertThat(copies.copies().list()).isEmpty();
        }
    }

    @Test
    void stopsTheServerWhenItIsInterrupted(TestDatabase database) throws Exception {
        Thread taker = Thread.currentThread();
        RunListener interrupter = new RunListener() {
            @Override
            public void restorePointProgressed(RestorePointProgressed event) {
                taker.interrupt();
            }
        };
        try (Copies copies = new Copies(database).listener(interrupter);
                Connection other = Copies.connect("postgres", database.user(), "locker");
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN; COMMENT ON DATABASE " + database.name() + " IS 'locked'");

            assertThatThrownBy(copies::take)
                    .isInstanceOfSatisfying(
                            OrdermigException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(SnapshotProblem.INTERRUPTED));

            assertThat(Thread.interrupted()).isTrue();
            statement.execute("ROLLBACK");
            assertThat(copies.copies().list()).isEmpty();
            assertThat(
                            Copies.OUTSIDE.value(
                                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND state = 'active'"))
                    .isEqualTo("0");
        }
    }
}
