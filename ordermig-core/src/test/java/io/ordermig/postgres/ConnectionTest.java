package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.ConfigProblem;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.ProblemCode;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.RecordedSleeper;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ConnectionTest {

    private static final String SECRET = "s3cr3t-pa55word";

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
        folder.with("V1__t.sql", "CREATE TABLE t (a int);");
    }

    private Runs runs(TestDatabase database) {
        return new Runs(database, folder).with("password", SECRET);
    }

    /** Runs, expects the code, and looks for the password everywhere it could come to. */
    private Problem refused(Runs runs, ProblemCode code) {
        RecordedLog log = new RecordedLog();
        Logger driver = Logger.getLogger("org.postgresql");
        driver.addHandler(log);
        OrdermigException failure;
        try {
            failure = Runs.failureOf(runs::migrate);
        } finally {
            driver.removeHandler(log);
        }
        assertThat(failure.problem().code()).isEqualTo(code);
        assertThat(failure.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(SECRET);
        }
        assertThat(runs.events().all().toString()).doesNotContain(SECRET);
        assertThat(log.lines.toString()).doesNotContain(SECRET);
        assertThat(report(runs)).contains(code.id()).doesNotContain(SECRET);
        return failure.problem();
    }

    /** What the driver would print. */
    private static final class RecordedLog extends Handler {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static String report(Runs runs) {
        try {
            return Files.readString(runs.reportFolder().resolve("migration-report.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String role(TestDatabase database, String attributes) {
        String role = "role_of_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN " + attributes);
        database.execute(
                "GRANT ALL ON DATABASE " + database.name() + " TO " + role, "GRANT ALL ON SCHEMA public TO " + role);
        return role;
    }

    /** The servers of the tests trust everybody on this machine; this puts a rule for one role before that. */
    private static void requirePassword(TestDatabase database, String role) {
        database.execute("COPY (SELECT 'host all " + role + " all scram-sha-256' UNION ALL SELECT * FROM"
                + " regexp_split_to_table(pg_read_file(current_setting('hba_file')), E'\\n'))"
                + " TO PROGRAM 'cat > \"$PGDATA/pg_hba.conf.new\" && mv \"$PGDATA/pg_hba.conf.new\" \"$PGDATA/pg_hba.conf\"'"
                        .replace("$PGDATA", database.value("SHOW data_directory")));
        database.execute("SELECT pg_reload_conf()");
    }

    @Test
    void saysSoWhenThePasswordIsWrong(TestDatabase database) throws Exception {
        String role = role(database, "PASSWORD 'right'");
        requirePassword(database, role);
        database.awaitRefusal(role, "wrong");

        Problem problem = refused(runs(database).with("user", role), PostgresProblem.AUTHENTICATION);

        assertThat(problem.what()).isEqualTo("The server does not let the role " + role + " in.");
        assertThat(problem.where()).isEqualTo(database.url());
        assertThat(problem.details().get(0)).contains("password authentication failed");
        assertThat(runs(database)
                        .with("user", role)
                        .with("password", "right")
                        .migrate()
                        .applied())
                .hasSize(1);
    }

    @Test
    void saysSoWhenTheRoleDoesNotExist(TestDatabase database) {
        assertThat(refused(runs(database).with("user", "nobody_" + database.name()), PostgresProblem.AUTHENTICATION)
                        .details())
                .hasSize(1);
    }

    @Test
    void saysSoWhenNothingAnswers(TestDatabase database) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + port + "/orders?password=" + SECRET;

        Problem problem = refused(runs(database).with("url", url), PostgresProblem.UNREACHABLE);

        assertThat(problem.what()).isEqualTo("Nothing answers at the address of the server.");
        assertThat(problem.where()).isEqualTo("jdbc:postgresql://localhost:" + port + "/orders?password=****");
        assertThat(problem.repeat()).isEqualTo(Repeat.SAFE);
    }

    @Test
    void saysSoWhenTheHostIsNotKnown(TestDatabase database) {
        Runs runs = runs(database).with("url", "jdbc:postgresql://no-such-host.invalid/orders");

        assertThat(refused(runs, PostgresProblem.UNREACHABLE).what())
                .isEqualTo("The host name of the server is not known.");
    }

    @Test
    void saysSoWhenTheDatabaseDoesNotExist(TestDatabase database) {
        Runs runs = runs(database).with("url", database.url().replace(database.name(), "no_such_database"));

        assertThat(refused(runs, PostgresProblem.DATABASE_MISSING).details())
                .containsExactly("FATAL: database \"no_such_database\" does not exist");
    }

    @Test
    void saysSoWhenTheServerDoesNotTalkTls(TestDatabase database) {
        assertThat(refused(runs(database).with("sslMode", "verify-full"), PostgresProblem.TLS)
                        .details())
                .anyMatch(line -> line.contains("does not support SSL"));
    }

    @Test
    void saysSoWhenTheServerTakesNoMoreConnections(TestDatabase database) {
        String role = role(database, "CONNECTION LIMIT 0");

        Problem problem = refused(runs(database).with("user", role), PostgresProblem.UNAVAILABLE);

        assertThat(problem.details()).containsExactly("FATAL: too many connections for role \"" + role + "\"");
        assertThat(problem.repeat()).isEqualTo(Repeat.SAFE);
    }

    @Test
    void saysSoWhenTheServerRefusesWrites(TestDatabase database) {
        runs(database).migrate();
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");

        assertThat(refused(runs(database), PostgresProblem.READ_ONLY).where()).isEqualTo(database.url());
        assertThat(Runs.failureOf(runs(database)::repair).problem().code()).isEqualTo(PostgresProblem.READ_ONLY);
        assertThat(runs(database).info().current()).isEqualTo("1");
    }

    @Test
    void saysSoWhenWritesAreRefusedInTheMiddle(TestDatabase database) {
        folder.with("V2__read_only.sql", "SET TRANSACTION READ ONLY;", "CREATE TABLE u (a int);");
        OrdermigException failure = Runs.failureOf(runs(database)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.READ_ONLY);
        assertThat(failure.problem().what()).isEqualTo("Migration 2 read only met a server that refuses writes.");
    }

    @Test
    void saysWhichRightIsMissing(TestDatabase database) {
        String role = role(database, "");
        database.execute("CREATE TABLE owned (a int)");
        folder.with("V2__owned.sql", "ALTER TABLE owned ADD COLUMN b int;");
        OrdermigException failure = Runs.failureOf(runs(database)
                .with("user", role)
                .with("baselineOnMigrate", "true")
                .with("baselineVersion", "0")::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_FAILED);
        assertThat(failure.problem().details().get(0)).startsWith("must be owner of table owned");
        assertThat(failure.problem().remedies().toString()).contains("Grant the role " + role);
    }

    @Test
    void refusesAUrlThatTheDriverCannotReadAndPrintsNoSecret(TestDatabase database) {
        for (String url : List.of(
                "jdbc:postgresql://localhost:port/orders?password=" + SECRET,
                "jdbc:postgresql://app:" + SECRET + "@localhost:1x/orders",
                "jdbc:postgresql://localhost?password=" + SECRET + "&%zz=1")) {
            refused(runs(database).with("url", url), ConfigProblem.INVALID_VALUE);
        }
    }

    @Test
    void connectsOnceForARun(TestDatabase database) {
        String role = role(database, "CONNECTION LIMIT 1");
        folder.with("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (a);");

        assertThat(runs(database).with("user", role).migrate().applied()).hasSize(2);
    }

    @Test
    void triesAgainWhileTheServerIsFullWithGrowingWaits(TestDatabase database) {
        String role = role(database, "CONNECTION LIMIT 0");
        RecordedSleeper[] sleeper = new RecordedSleeper[1];
        sleeper[0] = new RecordedSleeper(() -> {
            if (sleeper[0].waits().size() == 5) {
                database.execute("ALTER ROLE " + role + " CONNECTION LIMIT 5");
            }
        });
        Runs runs = runs(database)
                .with("user", role)
                .with("connectRetries", "9")
                .with("connectRetriesInterval", "7s")
                .sleeper(sleeper[0]);

        assertThat(runs.migrate().applied()).hasSize(1);

        List<RunEvent.ConnectRetried> retried = runs.events().of(RunEvent.ConnectRetried.class);
        assertThat(retried).extracting(RunEvent.ConnectRetried::attempt).containsExactly(1, 2, 3, 4, 5);
        assertThat(retried).extracting(e -> e.pause().toSeconds()).containsExactly(1L, 2L, 4L, 7L, 7L);
        for (int i = 0; i < 5; i++) {
            Duration pause = retried.get(i).pause();
            assertThat(sleeper[0].waits().get(i)).isBetween(pause, pause.plus(pause.dividedBy(10)));
        }
    }

    @Test
    void givesUpAfterTheRetriesItMayMake(TestDatabase database) {
        RecordedSleeper sleeper = new RecordedSleeper(() -> {});
        Runs runs = runs(database)
                .with("user", role(database, "CONNECTION LIMIT 0"))
                .with("connectRetries", "3")
                .sleeper(sleeper);

        refused(runs, PostgresProblem.UNAVAILABLE);
        assertThat(sleeper.waits()).hasSize(3);
    }

    @Test
    void doesNotTryAgainWhatWillNotPass(TestDatabase database) {
        Sleeper never = duration -> {
            throw new AssertionError("waits in vain");
        };
        Runs runs = runs(database).with("connectRetries", "3").sleeper(never);

        refused(runs.with("sslMode", "require"), PostgresProblem.TLS);
        refused(
                runs.with("sslMode", "disable")
                        .with("url", database.url().replace(database.name(), "no_such_database")),
                PostgresProblem.DATABASE_MISSING);
    }

    @Test
    void stopsWaitingWhenItIsInterrupted(TestDatabase database) {
        Runs runs = runs(database)
                .with("user", role(database, "CONNECTION LIMIT 0"))
                .with("connectRetries", "3")
                .sleeper(duration -> {
                    throw new InterruptedException();
                });

        refused(runs, PostgresProblem.UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
    }
}
