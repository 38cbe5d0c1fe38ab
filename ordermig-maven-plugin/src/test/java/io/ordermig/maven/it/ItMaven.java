package io.ordermig.maven.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A Maven build in a process of its own, for what the invoker cannot do: two at once, one that is killed, one that goes on
 * until it is interrupted.
 */
public final class ItMaven {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;

    private ItMaven(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ItMaven start(Path project, Path log, Properties properties, List<String> arguments) {
        Path projects = project.getParent();
        Path mavenHome = Path.of(System.getProperty("invoker.mavenHome", System.getProperty("maven.home")));
        boolean windows = File.separatorChar == '\\';
        List<String> line = new ArrayList<>();
        line.add(mavenHome.resolve(windows ? "bin/mvn.cmd" : "bin/mvn").toString());
        line.addAll(List.of(
                "-B", "-s", projects.resolve("interpolated-settings.xml").toString()));
        Path users = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        if (Files.exists(users)) {
            line.addAll(List.of("-gs", users.toString()));
        }
        line.add("-Dmaven.repo.local=" + projects.resolveSibling("it-repo"));
        properties.forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m");
        try {
            Process process = builder.start();
            // Should the outer build be broken off, this one ends, too.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new ItMaven(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the build has ended. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The build did not end:\n" + log());
        }
        return process.exitValue();
    }

    /** Ends the JVM at once, with {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the build as Ctrl-C does, and waits until it has ended. */
    public void interrupt() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Waits until the build has come to a point; fails when it ends before. */
    public void await(BooleanSupplier point) throws InterruptedException {
        Instant limit = Instant.now().plus(LIMIT);
        while (!point.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                process.destroyForcibly();
                throw new IllegalStateException("The build did not come so far:\n" + log());
            }
            Thread.sleep(50);
        }
    }

    /** Its output so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
