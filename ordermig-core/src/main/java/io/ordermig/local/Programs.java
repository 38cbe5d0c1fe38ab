package io.ordermig.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's own programs. Their output goes to a file: a server that a program starts would keep a pipe open.
 *
 * @param launcher how this user runs them
 * @param bin where they are
 * @param folder where they run, and where their output goes
 */
record Programs(Launcher launcher, Path bin, Path folder) {

    private static final int LINES = 15;

    /** A long-lived server must not inherit the secrets and the PG settings of the build that happened to start it. */
    private static final Set<String> KEPT = caseless(List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "LD_LIBRARY_PATH",
            "SystemRoot",
            "SystemDrive",
            "windir",
            "ComSpec",
            "PATHEXT",
            "TEMP",
            "TMP",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "USERNAME"));

    /**
     * How a program ended.
     *
     * @param ok whether it ended in time and with success
     * @param output what it printed, the last lines
     */
    record Ended(boolean ok, List<String> output) {

        Ended {
            output = List.copyOf(output);
        }
    }

    /**
     * Runs a program to its end, at most as long as given; then it is killed, without what it started.
     *
     * @param settings environment variables
     */
    Ended run(String program, List<String> arguments, Map<String, String> settings, Duration limit) throws IOException {
        Path output = folder.resolve(program + ".out");
        List<String> line = new ArrayList<>(List.of(bin.resolve(program).toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(launcher.line(line))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        clean(builder);
        builder.environment().putAll(settings);
        Process running = builder.start();
        try {
            boolean inTime = running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            boolean ok = inTime && running.exitValue() == 0;
            List<String> said = lastLines(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            if (!inTime) {
                said = new ArrayList<>(said);
                said.add(program + " did not end in time.");
            }
            return new Ended(ok, said);
        } catch (InterruptedException e) {
            throw Deadline.interrupted(e);
        } finally {
            running.destroyForcibly();
        }
    }

    /** Takes away from a program what it must not inherit, and gives it an empty input. */
    static void clean(ProcessBuilder builder) {
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().put("LC_ALL", "C");
    }

    /** The end of a text, without blank lines. */
    static List<String> lastLines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private static File nothing() {
        return new File(BinariesPlatform.isWindows() ? "NUL" : "/dev/null");
    }

    private static Set<String> caseless(List<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }
}
