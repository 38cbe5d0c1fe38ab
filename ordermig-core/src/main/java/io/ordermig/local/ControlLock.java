package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one at a time decide: threads, class loaders and JVMs of this machine.
 *
 * @param file the real path of the lock file
 */
record ControlLock(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLock.class);
    private static final Duration STEP = Duration.ofMillis(20);

    /** Something that is done while the lock is held. */
    @FunctionalInterface
    interface Body<T> {
        T run() throws IOException;
    }

    /**
     * Runs the body while holding the lock.
     *
     * @param turn how long to wait for the lock
     * @throws OrdermigException with {@link LocalProblem#BUSY} when the lock stays held, with
     *     {@link LocalProblem#INTERRUPTED} when the thread was told to stop before
     */
    <T> T hold(Deadline turn, Body<T> body) throws IOException {
        Deadline.refuseInterrupted();
        LockFile lock = take(turn);
        try {
            leaveNote();
            return body.run();
        } finally {
            lock.close();
        }
    }

    private LockFile take(Deadline turn) throws IOException {
        while (true) {
            Optional<LockFile> lock = LockFile.tryTake(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (turn.passed()) {
                throw busy();
            }
            turn.pause(STEP);
        }
    }

    /** A full disk must not keep a server from being stopped. */
    private void leaveNote() {
        try {
            Files.writeString(note(), Holder.self().text());
        } catch (IOException e) {
            LOG.debug("No note of who holds {}", file, e);
        }
    }

    /** Says who holds the lock; apart, because a lock file must not be read. */
    private Path note() {
        return file.resolveSibling(file.getFileName() + ".holder");
    }

    private OrdermigException busy() throws IOException {
        Holder holder = Files.exists(note()) ? Holder.of(Files.readString(note())) : Holder.of("");
        String who = "pid " + holder.pid() + (holder.isElsewhere() ? " of another container" : "");
        return new OrdermigException(LocalProblem.BUSY
                .says("Another run is starting or stopping the local server and does not finish.")
                .where(file.toString())
                .detail("The lock is held by " + who + ".")
                .fix("Wait for that run, or end it (" + who + "); its lock goes with it.")
                .repeat(Repeat.SAFE)
                .build());
    }
}
