package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** What the tests of this package share: where the binaries are, a configuration, SQL, and a second JVM. */
final class LocalFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private LocalFixture() {}

    /** The jar on the class path that fits this machine; its tests are left out where there is none. */
    static Path binariesJar() {
        String resource = switch (BinariesPlatform.current()) {
            case LINUX_AMD64 -> "postgres-linux-x86_64.txz";
            case LINUX_AMD64_ALPINE -> "postgres-linux-x86_64-alpine_linux.txz";
            case LINUX_ARM64V8 -> "postgres-linux-arm_64.txz";
            case LINUX_ARM64V8_ALPINE -> "postgres-linux-arm_64-alpine_linux.txz";
            case DARWIN_AMD64 -> "postgres-darwin-x86_64.txz";
            case DARWIN_ARM64V8 -> "postgres-darwin-arm_64.txz";
            case WINDOWS_AMD64 -> "postgres-windows-x86_64.txz";
        };
        URL url = LocalFixture.class.getResource("/" + resource);
        Assumptions.assumeTrue(url != null, "no PostgreSQL binaries for this machine on the class path");
        try {
            return Path.of(
                    ((JarURLConnection) url.openConnection()).getJarFileURL().toURI());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Shared by all tests, so that only the first one unpacks. */
    static Path cache() {
        return Path.of("target", "postgres-binaries");
    }

    static LocalPostgresConfig config(Path directory) {
        return config(directory, 0, PATIENCE);
    }

    static LocalPostgresConfig config(Path directory, int port, Duration startTimeout) {
        return new LocalPostgresConfig(directory, binariesJar(), cache(), "orders", "orders", port, startTimeout);
    }

    static LocalPostgres open(Path directory) {
        return LocalPostgres.open(config(directory), Sleeper.SYSTEM);
    }

    /** A folder as an earlier run left it, with the database and a table {@code kept}; quicker than making it. */
    static void prepare(Path directory) throws Exception {
        copy(Template.FOLDER, directory);
    }

    /** Made once in each test JVM. */
    private static final class Template {

        static final Path FOLDER =
                Path.of("target", "postgres-template-" + ProcessHandle.current().pid());

        static {
            try (LocalPostgres postgres = open(FOLDER)) {
                execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    DurableFiles.deleteTree(FOLDER);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                    DurableFiles.ownerOnly(target, "rwx------");
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    static Connection connect(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().reveal());
    }

    static String query(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static LocalFolder folder(Path directory) throws IOException {
        return new LocalFolder(directory.toRealPath());
    }

    /** The process id in postmaster.pid; 0 when there is no such file. */
    static long serverPid(Path directory) throws IOException {
        return Postmaster.read(folder(directory).data()).map(Postmaster::pid).orElse(0L);
    }

    static boolean serverRuns(Path directory) throws IOException {
        return Postmaster.read(folder(directory).data())
                .filter(found -> found.state() != Postmaster.State.GONE)
                .isPresent();
    }

    /** A signal by name, such as STOP. */
    static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The problem that the code runs into. */
    static Problem problemOf(ThrowingCallable code) {
        return assertThatExceptionOfType(OrdermigException.class)
                .isThrownBy(code)
                .actual()
                .problem();
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await(() -> ProcessHandle.of(pid).filter(LocalFixture::isNoZombie).isEmpty());
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Stops what a test may have left running, whatever happened. */
    static void cleanUp(Path directory) throws IOException {
        if (Files.isDirectory(directory.resolve("postgres"))) {
            long pid = serverPid(directory);
            if (pid != 0 && serverRuns(directory)) {
                kill(pid);
            }
        }
    }

    private static boolean isNoZombie(ProcessHandle handle) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException notLinuxOrGone) {
            return handle.isAlive();
        }
    }

    /** A second JVM that runs a main class of this package. */
    record Child(Process jvm, BufferedReader output) implements AutoCloseable {

        static Child start(String mode, Path directory) throws IOException {
            return start(LocalPostgresChild.class, mode, directory);
        }

        static Child start(Class<?> main, String mode, Path directory) throws IOException {
            List<String> line = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx64m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    mode,
                    directory.toString()));
            Process jvm = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(jvm, jvm.inputReader());
        }

        /** The next line; fails when the JVM ended instead. */
        String line() throws IOException {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the other JVM ended");
            }
            return line;
        }

        /** Lets it go on and waits for its end. */
        int end() throws Exception {
            jvm.getOutputStream().close();
            return jvm.waitFor();
        }

        void kill() throws Exception {
            jvm.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            jvm.destroyForcibly();
        }
    }
}
