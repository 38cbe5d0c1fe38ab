package io.ordermig.local;

import static io.ordermig.local.LocalFixture.config;
import static io.ordermig.local.LocalFixture.execute;
import static io.ordermig.local.LocalFixture.open;
import static io.ordermig.local.LocalFixture.problemOf;
import static io.ordermig.local.LocalFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.time.Sleeper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresProblemTest {

    @TempDir
    Path project;

    Path directory;
    Path data;

    @BeforeEach
    void name() {
        directory = project.resolve(".ordermig");
        data = directory.resolve("postgres/data");
    }

    @AfterEach
    void stop() throws Exception {
        LocalFixture.cleanUp(directory);
    }

    @Test
    void anotherPortIsFoundAndRememberedWhenTheRememberedOneIsTaken() throws Exception {
        LocalFixture.prepare(directory);
        int other;
        try (ServerSocket taken = listen()) {
            Files.writeString(directory.resolve("postgres/port"), taken.getLocalPort() + "\n");
            try (LocalPostgres postgres = open(directory)) {
                other = postgres.port();
                assertThat(other).isNotEqualTo(taken.getLocalPort());
                assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
        assertThat(directory.resolve("postgres/port")).hasContent(Integer.toString(other));
    }

    @Test
    void aPortThatIsAskedForMustBeFree() throws Exception {
        LocalFixture.prepare(directory);
        try (ServerSocket taken = listen()) {
            int port = taken.getLocalPort();
            Problem problem =
                    problemOf(() -> LocalPostgres.open(config(directory, port, LocalFixture.PATIENCE), Sleeper.SYSTEM));
            assertThat(problem.code()).isEqualTo(LocalProblem.PORT_TAKEN);
            assertThat(text(problem)).contains("127.0.0.1:" + port, "local.port");
        }
    }

    @Test
    void dataOfAnotherVersionIsLeftAlone() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("PG_VERSION"), "16\n");
        Problem problem = problemOf(() -> open(directory));
        assertThat(problem.code()).isEqualTo(LocalProblem.DATA_FROM_OTHER_VERSION);
        assertThat(text(problem)).contains("16", "18.", "local.postgresVersion", "Delete the folder", data.toString());
        assertThat(data.resolve("PG_VERSION")).hasContent("16");
    }

    @Test
    void aFolderThatIsNoDataIsLeftAlone() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("precious"), "x");
        assertThat(problemOf(() -> open(directory)).code()).isEqualTo(LocalProblem.DATA_DAMAGED);
        assertThat(data.resolve("precious")).exists();
    }

    @Test
    void aServerThatDoesNotComeUpIsQuoted() throws Exception {
        LocalFixture.prepare(directory);
        Files.writeString(data.resolve("postgresql.conf"), "nonsense = 1\n", StandardOpenOption.APPEND);
        Problem problem = problemOf(() -> open(directory));
        assertThat(problem.code()).isEqualTo(LocalProblem.START_FAILED);
        assertThat(text(problem)).contains("unrecognized configuration parameter \"nonsense\"", "server.log");
        assertThat(directory.resolve("postgres/leases")).isEmptyDirectory();
    }

    @Test
    void aFailedInitdbLeavesNothingBehind() throws Exception {
        LocalFolder folder = LocalFolder.prepare(directory);
        Programs programs =
                SharedServer.prepare(config(directory), Sleeper.SYSTEM).server().programs();
        Files.createDirectories(project.resolve("bin"));
        Path broken = Files.writeString(
                project.resolve("bin/initdb"), "#!/bin/sh\nmkdir \"$PGDATA\"\necho no room >&2\nexit 1\n");
        DurableFiles.ownerOnly(broken, "rwx------");
        Programs failing = new Programs(programs.launcher(), project.resolve("bin"), folder.home());
        Problem problem = problemOf(() -> new DataFolder(folder.data())
                .create(
                        new Binaries(project, "18.6"),
                        failing,
                        io.ordermig.config.Secret.of("s3cret"),
                        Deadline.in(LocalFixture.PATIENCE, Sleeper.SYSTEM)));
        assertThat(problem.code()).isEqualTo(LocalProblem.INITDB_FAILED);
        assertThat(problem.details()).contains("no room");
        try (var files = Files.list(folder.home())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("data"));
        }
    }

    @Test
    void aPasswordThatSomebodyChangedIsToldWithoutShowingAny() throws Exception {
        LocalFixture.prepare(directory);
        try (LocalPostgres postgres = open(directory)) {
            execute(postgres, "ALTER ROLE orders PASSWORD 'changed by hand'");
            Problem problem = problemOf(() -> open(directory));
            assertThat(problem.code()).isEqualTo(LocalProblem.PASSWORD_REFUSED);
            assertThat(text(problem))
                    .contains("role orders", postgres.passwordFile().toString())
                    .doesNotContain(postgres.password().reveal(), "changed by hand");
        }
    }

    @Test
    void aLostPasswordFileIsTold() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("PG_VERSION"), "18\n");
        Problem problem = problemOf(() -> open(directory));
        assertThat(problem.code()).isEqualTo(LocalProblem.PASSWORD_REFUSED);
        assertThat(text(problem)).contains("missing", "pgpass");
    }

    @Test
    void aServerIsNotStartedBesideOneInAnotherContainer() throws Exception {
        LocalFixture.prepare(directory);
        Path lease = LocalFixture.folder(directory).leases().resolve("7-1-x.lease");
        try (LockFile held = LockFile.tryTake(lease).orElseThrow()) {
            Problem problem = problemOf(() -> open(directory));
            assertThat(problem.code()).isEqualTo(LocalProblem.HELD_ELSEWHERE);
            assertThat(text(problem)).contains("pid 7");
            assertThat(held.file()).exists();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws Exception {
        Files.writeString(directory, "a file");
        Problem problem = problemOf(() -> open(directory));
        assertThat(problem.code()).isEqualTo(LocalProblem.FOLDER_UNUSABLE);
        assertThat(text(problem)).contains(directory.toString(), "A file is where a folder should be.");
    }

    @Test
    void anInterruptedOpenStartsNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThat(problemOf(() -> open(directory)).code()).isEqualTo(LocalProblem.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(directory.resolve("postgres/server.log")).doesNotExist();
    }

    @Test
    void allWrongSettingsAreToldAtOnce() {
        assertThatExceptionOfType(OrdermigException.class)
                .isThrownBy(() -> new LocalPostgresConfig(
                        directory, directory, Path.of("a$b"), " ", "pg_user", 70_000, Duration.ZERO))
                .satisfies(e -> assertThat(e.problems())
                        .allMatch(problem -> problem.code() == LocalProblem.SETTING_INVALID)
                        .extracting(Problem::where)
                        .containsExactly(
                                "local.database",
                                "local.user",
                                "local.port",
                                "local.startTimeout",
                                "local.binariesCache"));
    }

    @Test
    void eachProblemHasItsPage() {
        for (LocalProblem problem : LocalProblem.values()) {
            assertThat(problem.id()).matches("local/[a-z-]+");
            assertThat(docs().resolve(problem.page())).content().contains("`" + problem.id() + "`");
        }
    }

    /** The root of the project, from the folder of this module or from a place given. */
    private static Path docs() {
        return Path.of(System.getProperty("ordermig.root", ".."));
    }

    private static ServerSocket listen() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String text(Problem problem) {
        return problem.text(Vocabulary.NEUTRAL);
    }
}
