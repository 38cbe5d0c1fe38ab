package io.ordermig.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code server.pid} says about the DynamoDB Local of a folder. The file outlives a server that is killed, and its
 * process id may belong to another program by then.
 *
 * @param home the folder
 * @param pid the server's process id
 * @param port where it listens
 * @param startedAt when the file was written, which is the first thing the server's process does
 */
record DynamoProcess(Path home, long pid, int port, Instant startedAt) {

    /** A clock may be set between two looks at it; within this, two times are the same. */
    private static final Duration SAME_TIME = Duration.ofSeconds(60);

    /** The server of the folder, unless the operating system says that it is gone. */
    static Optional<DynamoProcess> running(DynamoFolder folder) throws IOException {
        try {
            String[] words = Files.readString(folder.pidFile()).strip().split(" ", 2);
            if (words.length < 2 || !words[0].matches("\\d{1,18}") || !words[1].matches("\\d{1,5}")) {
                return Optional.empty();
            }
            Instant written = Files.getLastModifiedTime(folder.pidFile()).toInstant();
            DynamoProcess process =
                    new DynamoProcess(folder.home(), Long.parseLong(words[0]), Integer.parseInt(words[1]), written);
            return Optional.of(process).filter(DynamoProcess::isRunning);
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        }
    }

    boolean isRunning() {
        Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (found.isEmpty()) {
            return false;
        }
        Optional<LinuxProcess> linux = LinuxProcess.of(pid);
        if (linux.isPresent()) {
            if (linux.get().ended()) {
                return false;
            }
            try {
                return linux.get().worksIn(home);
            } catch (IOException notAllowed) {
                return startedThen(found.get());
            }
        }
        return startedThen(found.get());
    }

    /** Asks the process to end in order; what was written stays written however it ends. */
    void end() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(startedAt, start).abs().compareTo(SAME_TIME) <= 0)
                .orElse(true);
    }
}
