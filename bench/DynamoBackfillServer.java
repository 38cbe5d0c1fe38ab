import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DynamoDB Local in memory, a process of its own, from the files that the build wrote down. */
final class DynamoBackfillServer implements AutoCloseable {

    private static final Path FILES = Path.of("ordermig-core/target/test-classes/dynamodb-local.classpath");
    private static final String MAIN_CLASS = "software.amazon.dynamodb.services.local.main.ServerRunner";
    private static final long PATIENCE_SECONDS = 90;

    private final int port;
    private final Process process;

    DynamoBackfillServer() throws IOException, InterruptedException {
        port = freePort();
        String classPath = Files.readAllLines(FILES).stream()
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> line = List.of(DynamoBackfill.java(), "-Xmx1g", "-cp", classPath, MAIN_CLASS);
        List<String> arguments =
                List.of("-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port));
        process = new ProcessBuilder(Stream.concat(line.stream(), arguments.stream()).toList())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void awaitPort() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (System.nanoTime() - end > 0 || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("DynamoDB Local does not answer");
            }
        }
    }

    private boolean listens() {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
