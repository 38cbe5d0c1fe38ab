package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How this user starts PostgreSQL's programs, which refuse to run as root: a new user namespace without a mapping
 * ({@code unshare -U}) makes root look like nobody while its files stay root's.
 *
 * @param prefix what stands before the program on the command line; empty for a user who is not root
 */
record Launcher(List<String> prefix) {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final Duration PROBE = Duration.ofSeconds(10);

    Launcher {
        prefix = List.copyOf(prefix);
    }

    /**
     * The way for the user who runs this JVM.
     *
     * @throws OrdermigException with {@link LocalProblem#ROOT_REFUSED}
     */
    static Launcher forThisUser() {
        return of(isRoot(), NAMESPACE);
    }

    static Launcher of(boolean root, List<String> namespace) {
        if (!root) {
            return new Launcher(List.of());
        }
        if (works(namespace)) {
            return new Launcher(namespace);
        }
        throw new OrdermigException(LocalProblem.ROOT_REFUSED
                .says("PostgreSQL does not run as root.")
                .detail("Giving root away for it (" + String.join(" ", namespace)
                        + ") is not allowed here either; containers usually forbid it.")
                .fix("Run the build as another user than root.")
                .fix(Remedy.set("url", "the address of a PostgreSQL server", "to use one that runs already"))
                .build());
    }

    private static boolean works(List<String> namespace) {
        Process probe;
        try {
            probe = new ProcessBuilder(concat(namespace, List.of("id", "-u")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            return false;
        }
        try {
            return probe.waitFor(PROBE.toMillis(), TimeUnit.MILLISECONDS) && probe.exitValue() == 0;
        } catch (InterruptedException e) {
            throw Deadline.interrupted(e);
        } finally {
            probe.destroyForcibly();
        }
    }

    /** The command line that runs a program this way. */
    List<String> line(List<String> program) {
        return concat(prefix, program);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static boolean isRoot() {
        if (BinariesPlatform.isWindows()) {
            return false;
        }
        try {
            // Uid: real, effective, saved, file system
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .anyMatch(line -> line.split("\\s+")[2].equals("0"));
        } catch (IOException notLinux) {
            return System.getProperty("user.name", "").equals("root");
        }
    }
}
