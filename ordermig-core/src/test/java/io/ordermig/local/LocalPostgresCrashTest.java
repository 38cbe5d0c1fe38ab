package io.ordermig.local;

import static io.ordermig.local.LocalFixture.config;
import static io.ordermig.local.LocalFixture.execute;
import static io.ordermig.local.LocalFixture.open;
import static io.ordermig.local.LocalFixture.problemOf;
import static io.ordermig.local.LocalFixture.query;
import static io.ordermig.local.LocalFixture.serverPid;
import static io.ordermig.local.LocalFixture.serverRuns;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.local.LocalFixture.Child;
import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class LocalPostgresCrashTest {

    private static final Duration PROMPT = Duration.ofSeconds(1);

    @TempDir
    Path project;

    Path directory;

    @BeforeEach
    void prepare() throws Exception {
        directory = project.resolve(".ordermig");
        LocalFixture.prepare(directory);
    }

    @AfterEach
    void stop() throws Exception {
        LocalFixture.cleanUp(directory);
    }

    @Test
    void joinsTheServerOfAKilledJvmAndStopsIt() throws Exception {
        int port;
        try (Child child = Child.start("hold", directory)) {
            String[] said = child.line().split(" ");
            assertThat(said[0]).isEqualTo("started");
            port = Integer.parseInt(said[1]);
            child.kill();
        }
        try (LocalPostgres postgres = open(directory)) {
            assertThat(postgres.startedHere()).isFalse();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(serverRuns(directory)).isFalse();
        assertThat(directory.resolve("postgres/leases")).isEmptyDirectory();
    }

    @Test
    void aKilledJvmDoesNotCountAsAUser() throws Exception {
        try (LocalPostgres postgres = open(directory);
                Child child = Child.start("hold", directory)) {
            assertThat(child.line()).isEqualTo("joined " + postgres.port());
            child.kill();
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void aLookAtTheOwnLeasesDoesNotLetGoOfThem() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            open(directory).close();
            try (Child child = Child.start("hold", directory)) {
                assertThat(child.line()).startsWith("joined");
                assertThat(child.end()).isZero();
            }
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void startsAgainAfterTheServerWasKilled() throws Exception {
        try (LocalPostgres before = open(directory)) {
            execute(before, "INSERT INTO kept VALUES (43)");
            LocalFixture.kill(serverPid(directory));
            try (LocalPostgres after = open(directory)) {
                assertThat(after.startedHere()).isTrue();
                assertThat(after.port()).isEqualTo(before.port());
                assertThat(query(after, "SELECT sum(answer) FROM kept")).isEqualTo("85");
            }
            assertThat(query(before, "SELECT 1")).isEqualTo("1");
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void waitsForTheChildrenOfAKilledServerToEnd() throws Exception {
        try (LocalPostgres before = open(directory);
                Connection connection = LocalFixture.connect(before)) {
            long child = connection.unwrap(PGConnection.class).getBackendPID();
            LocalFixture.signal("STOP", child);
            LocalFixture.kill(serverPid(directory));
            Path log = before.logFile();
            Thread wakesIt = new Thread(() -> {
                LocalFixture.await(() -> LocalFixture.text(log).contains("pre-existing shared memory block"));
                LocalFixture.signal("CONT", child);
            });
            wakesIt.start();
            try (LocalPostgres after = open(directory)) {
                assertThat(after.startedHere()).isTrue();
                assertThat(query(after, "SELECT answer FROM kept")).isEqualTo("42");
            } finally {
                LocalFixture.signal("CONT", child);
                wakesIt.interrupt();
                wakesIt.join();
            }
        }
    }

    @Test
    void takesAwayWhatAKilledInitdbLeft() throws Exception {
        Path home = directory.resolve("postgres");
        DurableFiles.deleteTree(home.resolve("data"));
        Files.createDirectories(home.resolve("data.new-1/base"));
        Files.writeString(home.resolve("data.new-1/PG_VERSION"), "18\n");
        Files.writeString(home.resolve("data.new-1.password"), "x");
        try (LocalPostgres postgres = open(directory)) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
        try (var files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains(".new"));
        }
    }

    @Test
    void aLeftPidThatBelongsToAnotherProgramIsNoServer() throws Exception {
        // not this JVM: PostgreSQL takes no notice of its own parents
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.write(
                    directory.resolve("postgres/data/postmaster.pid"),
                    List.of(Long.toString(other.pid()), directory.toString(), "1", "5432", "", "", "", "ready"));
            try (LocalPostgres postgres = open(directory)) {
                assertThat(postgres.startedHere()).isTrue();
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aLeftPidThatBelongsToTheServerOfAnotherFolderIsNotOurs() throws Exception {
        Path other = project.resolve("other");
        LocalFixture.prepare(other);
        try (LocalPostgres theirs = open(other)) {
            Files.copy(
                    other.resolve("postgres/data/postmaster.pid"), directory.resolve("postgres/data/postmaster.pid"));
            try (LocalPostgres ours = open(directory)) {
                assertThat(ours.startedHere()).isTrue();
                assertThat(ours.port()).isNotEqualTo(theirs.port());
            }
            assertThat(query(theirs, "SELECT 1")).isEqualTo("1");
        } finally {
            LocalFixture.cleanUp(other);
        }
    }

    @Test
    void anEmptyPidFileIsNoServer() throws Exception {
        Files.createFile(directory.resolve("postgres/data/postmaster.pid"));
        try (LocalPostgres postgres = open(directory)) {
            assertThat(postgres.startedHere()).isTrue();
        }
    }

    @Test
    void aServerThatHangsIsNamedAndLeftAlone() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            long pid = serverPid(directory);
            LocalFixture.signal("STOP", pid);
            try {
                LocalPostgresConfig hasty = config(directory, 0, Duration.ofSeconds(1));
                Problem silent = problemOf(() -> LocalPostgres.open(hasty, Sleeper.SYSTEM));
                assertThat(silent.code()).isEqualTo(LocalProblem.SERVER_NOT_ANSWERING);
                assertThat(silent.where()).contains("pid " + pid, "127.0.0.1:" + postgres.port(), "server.log");

                SharedServer shared = SharedServer.prepare(hasty, Sleeper.SYSTEM);
                Server server = new Server(shared.folder(), shared.server().programs(), PROMPT, PROMPT, 0);
                Problem stuck = problemOf(server::stop);
                assertThat(stuck.code()).isEqualTo(LocalProblem.STOP_FAILED);
                assertThat(stuck.where()).contains("pid " + pid);
            } finally {
                LocalFixture.signal("CONT", pid);
            }
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void aSlowStartGoesOnInTheBackground() throws Exception {
        Path data = directory.resolve("postgres/data");
        Files.writeString(data.resolve("recovery.signal"), "");
        List<String> settings = new ArrayList<>(Files.readAllLines(data.resolve("postgresql.conf")));
        // recovery lasts as long as this file is there; the folder goes with the test
        Path hold = Files.createFile(project.resolve("hold"));
        settings.add("restore_command = 'while [ -e " + hold + " ]; do sleep 0.1; done; false'");
        Files.write(data.resolve("postgresql.conf"), settings);
        LocalPostgresConfig hasty = config(directory, 0, PROMPT);
        Problem slow = problemOf(() -> LocalPostgres.open(hasty, Sleeper.SYSTEM));
        assertThat(slow.code()).isEqualTo(LocalProblem.START_TIMED_OUT);
        assertThat(serverRuns(directory)).isTrue();
        assertThat(problemOf(() -> LocalPostgres.open(hasty, Sleeper.SYSTEM)).code())
                .isEqualTo(LocalProblem.SERVER_NOT_ANSWERING);
        Files.delete(hold);
        try (LocalPostgres patient = open(directory)) {
            assertThat(patient.startedHere()).isFalse();
            assertThat(query(patient, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void theExitHookStopsTheServer() throws Exception {
        try (Child child = Child.start("exit", directory)) {
            assertThat(child.end()).isZero();
        }
        assertThat(directory.resolve("postgres/server.log")).content().contains("database system is shut down");
        assertThat(serverRuns(directory)).isFalse();
        assertThat(directory.resolve("postgres/leases")).isEmptyDirectory();
    }

    @Test
    void withoutTheExitHookTheServerStaysForTheNextOne() throws Exception {
        try (Child child = Child.start("leave", directory)) {
            assertThat(child.end()).isZero();
        }
        assertThat(serverRuns(directory)).isTrue();
        try (LocalPostgres postgres = open(directory)) {
            assertThat(postgres.startedHere()).isFalse();
        }
        assertThat(serverRuns(directory)).isFalse();
    }
}
