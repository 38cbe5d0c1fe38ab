package io.ordermig.local;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs DynamoDB Local as a program of its own, by the Java that runs this. Its licence forbids to combine it with programs
 * of others, so none of its classes are ever loaded here.
 *
 * @param config what it runs from, and its limits
 * @param folder where it runs
 */
record DynamoProgram(LocalDynamoConfig config, DynamoFolder folder) {

    private static final String MAIN_CLASS = "software.amazon.dynamodb.services.local.main.ServerRunner";

    /**
     * The first words of a shell that becomes the server: out of reach of Ctrl-C, and known by its file before there is
     * anything to know. A signal that is ignored when Java starts stays ignored.
     */
    private static final String SHELL =
            "trap '' HUP INT; echo \"$$ $1\" > server.pid.new && mv -f server.pid.new server.pid && shift && exec \"$@\"";

    /** Starts it on a port; it goes on when this JVM ends. */
    Process start(int port) throws IOException {
        removeLeftovers();
        Files.deleteIfExists(folder.pidFile());
        boolean windows = BinariesPlatform.isWindows();
        ProcessBuilder builder = new ProcessBuilder(windows ? java(port) : throughShell(port))
                .directory(folder.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log().toFile()));
        Programs.clean(builder);
        Process process = builder.start();
        if (windows) {
            DurableFiles.write(folder.pidFile(), process.pid() + " " + port);
        }
        return process;
    }

    private static List<String> throughShell(List<String> java, int port) {
        List<String> line = new ArrayList<>(List.of("sh", "-c", SHELL, "dynamodb-local", Integer.toString(port)));
        line.addAll(java);
        return line;
    }

    private List<String> throughShell(int port) {
        return throughShell(java(port), port);
    }

    private List<String> java(int port) {
        String suffix = BinariesPlatform.isWindows() ? ".exe" : "";
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java" + suffix).toString(),
                "-Xmx" + config.memory() + "m",
                // quick to start and small; a developer's tables do not need more
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-cp",
                config.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN_CLASS,
                "-disableTelemetry",
                // the same tables for all regions and credentials
                "-sharedDb",
                "-dbPath",
                folder.data().toString(),
                "-port",
                Integer.toString(port));
    }

    private void removeLeftovers() throws IOException {
        DurableFiles.deleteTree(folder.temporary());
        DurableFiles.createPrivateFolder(folder.temporary());
    }
}
