package io.ordermig.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The DynamoDB of this JVM's tests: DynamoDB Local in memory, a program of its own, started when first asked for, and
 * ended with the JVM, however that ends. {@link #delayed} is a second one, whose indexes take their time; with
 * {@code -Dordermig.test.dynamo.delay=true} it is the only one.
 *
 * <p>It runs from the files that the build wrote down as {@value #CLASS_PATH}; they are on no class path of ours, because
 * its licence forbids it. Without the build, {@code mvn process-test-resources} writes them down.
 */
public final class TestDynamo {

    /** The main class of DynamoDB Local. */
    public static final String MAIN_CLASS = "software.amazon.dynamodb.services.local.main.ServerRunner";

    /** What tests take for credentials, both key and secret: it takes any, and keeps the tables of each key apart. */
    public static final String CREDENTIAL = "local";

    /** Its region; its ARNs say {@code ddblocal}, whatever the region is. */
    public static final Region REGION = Region.US_EAST_1;

    private static final String CLASS_PATH = "dynamodb-local.classpath";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Ends the server when this JVM is gone and so closes the pipe, which a killed JVM does as well. */
    private static final String UNTIL_INPUT_ENDS =
            "exec 3<&0; \"$@\" </dev/null 3<&- & server=$!; { read -r end; kill $server; } <&3 2>/dev/null & wait $server";

    private TestDynamo() {}

    /**
     * A server.
     *
     * @param endpoint where it listens
     * @param client a client of it, for all tests; nobody closes it
     */
    public record Server(URI endpoint, DynamoDbClient client) {}

    private static final class Quick {
        static final Server SERVER = start(List.of());
    }

    private static final class Delayed {
        static final Server SERVER = start(List.of("-delayTransientStatuses"));
    }

    /** The server, started when first asked for. */
    public static Server server() {
        return Boolean.getBoolean("ordermig.test.dynamo.delay") ? Delayed.SERVER : Quick.SERVER;
    }

    /**
     * A server whose indexes are CREATING for half a minute and DELETING for a quarter, so that a test sees it; started when
     * first asked for.
     */
    public static Server delayed() {
        return Delayed.SERVER;
    }

    /**
     * Tables of one's own on a server: it keeps those of each access key apart.
     *
     * @param endpoint where the server listens
     * @param accessKey the access key, whose secret is {@link #CREDENTIAL}
     * @param client a client with that key; nobody needs to close it
     */
    public record Account(URI endpoint, String accessKey, DynamoDbClient client) {}

    /** An account that nobody else has, without tables. */
    public static Account account(Server server) {
        String accessKey = "account" + NEXT.incrementAndGet();
        return new Account(server.endpoint(), accessKey, client(server.endpoint(), accessKey));
    }

    /** A prefix for names of tables that no other test has. */
    public static TestTables tables(Server server) {
        return new TestTables(server.client(), server.endpoint(), "test" + NEXT.incrementAndGet() + "_");
    }

    /** The files that DynamoDB Local runs from. */
    public static List<Path> classPath() {
        try (InputStream file = TestDynamo.class.getResourceAsStream("/" + CLASS_PATH)) {
            if (file == null) {
                throw new IllegalStateException(CLASS_PATH + " is missing in the test classes of this module:"
                        + " run mvn process-test-resources, and see maven-antrun-plugin in the parent");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client for a server on this machine. */
    public static DynamoDbClient client(URI endpoint) {
        return client(endpoint, CREDENTIAL);
    }

    private static DynamoDbClient client(URI endpoint, String accessKey) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, CREDENTIAL)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static Server start(List<String> arguments) {
        try {
            int port = freePort();
            Path log = Files.createTempFile("ordermig-test-dynamodb-", ".log");
            log.toFile().deleteOnExit();
            Process process = new ProcessBuilder(line(port, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Redirect.PIPE)
                    .start();
            if (isWindows()) {
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            }
            awaitPort(process, port, log);
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            return new Server(endpoint, client(endpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> line(int port, List<String> arguments) {
        List<String> line = new ArrayList<>();
        if (!isWindows()) {
            line.addAll(List.of("sh", "-c", UNTIL_INPUT_ENDS, "dynamodb-local"));
        }
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // short-lived: what the second compiler would win is never earned back
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN_CLASS,
                "-inMemory",
                "-disableTelemetry",
                "-port",
                Integer.toString(port)));
        line.addAll(arguments);
        return line;
    }

    private static void awaitPort(Process process, int port, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - end > 0) {
                    process.destroy();
                    throw new IllegalStateException("DynamoDB Local did not start: " + Files.readString(log), notYet);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
