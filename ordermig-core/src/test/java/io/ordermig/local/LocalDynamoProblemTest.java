package io.ordermig.local;

import static io.ordermig.local.DynamoFixture.config;
import static io.ordermig.local.DynamoFixture.open;
import static io.ordermig.local.DynamoFixture.program;
import static io.ordermig.local.DynamoFixture.serverPid;
import static io.ordermig.local.DynamoFixture.serverRuns;
import static io.ordermig.local.LocalFixture.PATIENCE;
import static io.ordermig.local.LocalFixture.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.TestDynamo;
import io.ordermig.time.Sleeper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDynamoProblemTest {

    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** Listens on the port that is the last argument, and answers that it is broken. */
    private static final String BROKEN = """
            var server = com.sun.net.httpserver.HttpServer.create(
                    new java.net.InetSocketAddress(Integer.parseInt(arguments[arguments.length - 1])), 0);
            server.createContext("/", call -> {
                byte[] page = "<title>Error 500 no library for this system</title>".getBytes();
                call.getResponseHeaders().add("x-amzn-RequestId", "1");
                call.sendResponseHeaders(500, page.length);
                call.getResponseBody().write(page);
                call.close();
            });
            server.start();
            """;

    @TempDir
    Path project;

    Path directory;

    @BeforeEach
    void name() {
        directory = project.resolve(".ordermig");
    }

    @AfterEach
    void stop() throws Exception {
        DynamoFixture.cleanUp(directory);
    }

    @Test
    void anotherPortIsFoundAndRememberedWhenTheRememberedOneIsTaken() throws Exception {
        Path file = DynamoFolder.prepare(directory).portFile();
        int other;
        try (ServerSocket taken = listen()) {
            Files.writeString(file, taken.getLocalPort() + "\n");
            try (LocalDynamo dynamo = open(directory)) {
                other = dynamo.port();
                assertThat(other).isNotEqualTo(taken.getLocalPort());
            }
        }
        assertThat(file).hasContent(Integer.toString(other));
    }

    @Test
    void aPortThatIsAskedForMustBeFree() throws Exception {
        try (ServerSocket taken = listen()) {
            LocalDynamoConfig config = config(directory, TestDynamo.classPath(), taken.getLocalPort(), PATIENCE);
            Problem problem = problemOf(() -> LocalDynamo.open(config, Sleeper.SYSTEM));
            assertThat(problem.code()).isEqualTo(LocalProblem.PORT_TAKEN);
            assertThat(text(problem)).contains("DynamoDB", "127.0.0.1:" + taken.getLocalPort(), "local.dynamoPort");
        }
        assertThat(directory.resolve("dynamodb/leases")).isEmptyDirectory();
    }

    @Test
    void filesThatAreMissingAreNamed() {
        List<Path> missing = List.of(project.resolve("one.jar"), project.resolve("two.jar"));
        Problem problem = problemWith(missing, PATIENCE);
        assertThat(problem.code()).isEqualTo(LocalProblem.DYNAMO_FILES_MISSING);
        assertThat(text(problem)).contains("one.jar", "two.jar");
        assertThat(problemWith(List.of(), PATIENCE).code()).isEqualTo(LocalProblem.DYNAMO_FILES_MISSING);
        assertThat(directory.resolve("dynamodb/leases")).isEmptyDirectory();
    }

    @Test
    void aProgramThatEndsIsQuoted() throws Exception {
        Problem problem = problemWith(List.of(project), PATIENCE);
        assertThat(problem.code()).isEqualTo(LocalProblem.DYNAMO_START_FAILED);
        assertThat(text(problem)).contains("Could not find or load main class", "server.log");
        assertThat(serverRuns(directory)).isFalse();
        assertThat(directory.resolve("dynamodb/leases")).isEmptyDirectory();
    }

    @Test
    void aProgramThatAnswersThatItIsBrokenIsQuotedAndStopped() throws Exception {
        Problem problem = problemWith(program(project, BROKEN), PATIENCE);
        assertThat(problem.code()).isEqualTo(LocalProblem.DYNAMO_START_FAILED);
        assertThat(problem.details()).containsExactly("Error 500 no library for this system");
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void aSlowStartGoesOn() throws Exception {
        Problem slow = problemWith(program(project, "Thread.sleep(60_000);"), PROMPT);
        assertThat(slow.code()).isEqualTo(LocalProblem.DYNAMO_START_TIMED_OUT);
        assertThat(text(slow)).contains("1.0 s", "goes on starting", "local.startTimeout");
        assertThat(serverRuns(directory)).isTrue();
    }

    @Test
    void aServerThatHangsIsNamedAndLeftAlone() throws Exception {
        try (LocalDynamo dynamo = open(directory)) {
            long pid = serverPid(directory);
            LocalFixture.signal("STOP", pid);
            try {
                Problem silent = problemWith(TestDynamo.classPath(), PROMPT);
                assertThat(silent.code()).isEqualTo(LocalProblem.DYNAMO_NOT_ANSWERING);
                assertThat(silent.where()).contains("pid " + pid, "127.0.0.1:" + dynamo.port(), "server.log");

                DynamoServer server =
                        new DynamoServer(config(directory), DynamoFixture.folder(directory), PROMPT, Sleeper.SYSTEM);
                Problem stuck = problemOf(server::stop);
                assertThat(stuck.code()).isEqualTo(LocalProblem.DYNAMO_STOP_FAILED);
                assertThat(stuck.where()).contains("pid " + pid);
            } finally {
                LocalFixture.signal("CONT", pid);
            }
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void aLeftPidThatBelongsToAnotherProgramIsNoServer() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(DynamoFolder.prepare(directory).pidFile(), other.pid() + " 20000");
            try (LocalDynamo dynamo = open(directory)) {
                assertThat(dynamo.startedHere()).isTrue();
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aServerIsNotStartedBesideOneInAnotherContainer() throws Exception {
        Path lease = DynamoFolder.prepare(directory).leases().toRealPath().resolve("7-1-x.lease");
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
        assertThat(problemOf(() -> open(directory)).code()).isEqualTo(LocalProblem.FOLDER_UNUSABLE);
    }

    @Test
    void anInterruptedOpenStartsNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThat(problemOf(() -> open(directory)).code()).isEqualTo(LocalProblem.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(directory.resolve("dynamodb/server.log")).doesNotExist();
    }

    @Test
    void allWrongSettingsAreToldAtOnce() {
        assertThatExceptionOfType(OrdermigException.class)
                .isThrownBy(
                        () -> new LocalDynamoConfig(directory, List.of(Path.of("a:b.jar")), 70_000, Duration.ZERO, 1))
                .satisfies(e -> assertThat(e.problems())
                        .allMatch(problem -> problem.code() == LocalProblem.SETTING_INVALID)
                        .extracting(Problem::where)
                        .containsExactly(
                                "local.dynamoClassPath",
                                "local.dynamoPort",
                                "local.startTimeout",
                                "local.dynamoMemory"));
    }

    private Problem problemWith(List<Path> classPath, Duration startTimeout) {
        return problemOf(() -> LocalDynamo.open(config(directory, classPath, 0, startTimeout), Sleeper.SYSTEM));
    }

    private static ServerSocket listen() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String text(Problem problem) {
        return problem.text(Vocabulary.NEUTRAL);
    }
}
