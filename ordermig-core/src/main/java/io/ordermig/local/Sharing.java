package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule by which the users of a server share it: whoever enters takes a lease, the last one to leave stops the
 * server, and one at a time does either.
 *
 * @param controlLock held by whoever starts or stops the server
 * @param leases the folder of leases
 * @param turnTimeout how long to wait while others start or stop the server
 * @param sleeper waits
 * @param stop stops the server, if it runs
 */
record Sharing(Path controlLock, Path leases, Duration turnTimeout, Sleeper sleeper, Stop stop) {

    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    /** After these the server may still come up, or belongs to somebody: it is left alone. */
    private static final Set<LocalProblem> LEFT_ALONE = EnumSet.of(
            LocalProblem.START_TIMED_OUT,
            LocalProblem.SERVER_NOT_ANSWERING,
            LocalProblem.DYNAMO_START_TIMED_OUT,
            LocalProblem.DYNAMO_NOT_ANSWERING,
            LocalProblem.HELD_ELSEWHERE,
            LocalProblem.INTERRUPTED);

    /** Joins or starts the server. */
    @FunctionalInterface
    interface Start<E> {
        E by(LockFile lease) throws IOException;
    }

    /** Stops the server, if it runs. */
    @FunctionalInterface
    interface Stop {
        void now() throws IOException;
    }

    /** Takes a lease, and joins or starts the server; without success the lease is given back. */
    <E> E enter(Start<E> start) {
        try {
            return new ControlLock(controlLock).hold(turn(), () -> {
                LockFile lease = new Leases(leases).take();
                try {
                    return start.by(lease);
                } catch (IOException | RuntimeException e) {
                    giveUp(lease, e);
                    throw e;
                }
            });
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Ends a lease, and stops the server if it was the last. */
    void leave(LockFile lease) {
        try {
            leaveInTurn(lease);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void leaveInTurn(LockFile lease) throws IOException {
        try {
            new ControlLock(controlLock).hold(turn(), () -> {
                Leases.abandon(lease);
                stopUnlessUsed();
                return lease;
            });
        } catch (OrdermigException e) {
            if (e.problem().code() != LocalProblem.BUSY) {
                throw e;
            }
            // whoever holds the lock leaves after us, and sees to the server then
            LOG.warn("{}", e.getMessage());
        } finally {
            Leases.abandon(lease);
        }
    }

    private void stopUnlessUsed() throws IOException {
        if (new Leases(leases).live().isEmpty()) {
            stop.now();
        }
    }

    private void giveUp(LockFile lease, Exception reason) {
        boolean leaveAlone = reason instanceof OrdermigException known
                && known.problem().code() instanceof LocalProblem problem
                && LEFT_ALONE.contains(problem);
        try {
            Leases.abandon(lease);
            if (!leaveAlone) {
                stopUnlessUsed();
            }
        } catch (IOException | RuntimeException cleanUp) {
            reason.addSuppressed(cleanUp);
        }
    }

    private Deadline turn() {
        return Deadline.in(turnTimeout, sleeper);
    }

    private OrdermigException unusable(IOException cause) {
        return LocalFolder.unusable(controlLock.resolveSibling(""), cause);
    }
}
