package io.ordermig.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} in a data folder says about its server. The file outlives a server that is killed, and
 * its process id may belong to another program by then; lines as in PostgreSQL's {@code src/include/utils/pidfile.h}.
 *
 * @param data the data folder
 * @param pid the server's process id; 0 when the file has none
 * @param startedAt when the server started
 * @param port where it listens
 * @param lines the whole file
 */
record Postmaster(Path data, long pid, Instant startedAt, int port, List<String> lines) {

    private static final int PORT_LINE = 3;

    /** A clock may be set between two looks at it; within this, two times are the same. */
    private static final Duration SAME_TIME = Duration.ofSeconds(60);

    /** Above the highest process id of any system, so that PostgreSQL takes the file for what it is: left over. */
    private static final String NOBODY = "2147483646";

    /** What the operating system knows about the process id. */
    enum State {
        /** The server of this data folder does not run. */
        GONE,
        /** It runs. */
        RUNS,
        /** A PostgreSQL server with this process id runs; whether it serves this folder, only it can tell. */
        UNCLEAR
    }

    Postmaster {
        lines = List.copyOf(lines);
    }

    /** What the file says; empty when there is none. */
    static Optional<Postmaster> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file(data)), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        long pid = number(lines, 0);
        boolean whole = pid > 0 && lines.size() > PORT_LINE;
        Instant start = Instant.ofEpochSecond(number(lines, 2));
        return Optional.of(new Postmaster(data, whole ? pid : 0, start, (int) number(lines, PORT_LINE), lines));
    }

    State state() {
        Optional<ProcessHandle> found = pid == 0 ? Optional.empty() : ProcessHandle.of(pid);
        if (found.isEmpty() || !found.get().isAlive()) {
            return State.GONE;
        }
        ProcessHandle.Info info = found.get().info();
        if (info.command().filter(path -> !isPostgres(path)).isPresent()) {
            return State.GONE;
        }
        Optional<LinuxProcess> linux = LinuxProcess.of(pid);
        if (linux.isPresent()) {
            return stateOn(linux.get());
        }
        return info.startInstant().filter(this::isAnotherTime).isPresent() ? State.GONE : State.UNCLEAR;
    }

    /**
     * Makes a left-over file harmless. It stays, with a process id that nobody has: PostgreSQL then finds out by the
     * file's other lines whether children of the dead server still use the shared memory.
     */
    void disarm() throws IOException {
        if (pid == 0) {
            Files.deleteIfExists(file(data));
            return;
        }
        List<String> harmless = new ArrayList<>(lines);
        harmless.set(0, NOBODY);
        DurableFiles.write(file(data), (String.join("\n", harmless) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private State stateOn(LinuxProcess linux) {
        if (linux.ended()) {
            return State.GONE;
        }
        try {
            // a server's working directory is its data folder
            return linux.worksIn(data) ? State.RUNS : State.GONE;
        } catch (IOException notAllowed) {
            return State.UNCLEAR;
        }
    }

    private boolean isAnotherTime(Instant start) {
        return Duration.between(startedAt, start).abs().compareTo(SAME_TIME) > 0;
    }

    private static boolean isPostgres(String path) {
        // not as a Path: the characters may not be ones that this JVM's locale has
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .startsWith("postgres");
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static long number(List<String> lines, int index) {
        try {
            return index < lines.size() ? Long.parseLong(lines.get(index).strip()) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
