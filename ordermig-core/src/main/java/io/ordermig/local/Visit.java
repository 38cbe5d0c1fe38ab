package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One use of a shared server. It ends once, whoever ends it first: its owner, or the end of the JVM if asked for. */
final class Visit {

    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final String server;
    private final Runnable leave;
    private @Nullable Thread exitHook;
    private boolean ended;

    /**
     * A visit that has begun.
     *
     * @param server names the thread that ends it with the JVM
     * @param leave leaves the server
     */
    Visit(String server, Runnable leave) {
        this.server = server;
        this.leave = leave;
    }

    /** Ends it with the JVM, if nobody does before. Without effect once the JVM is ending. */
    synchronized void endOnExit() {
        if (!ended && exitHook == null) {
            Thread hook = new Thread(this::leaveOnExit, "ordermig-" + server + "-exit");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
                exitHook = hook;
            } catch (IllegalStateException jvmIsEnding) {
                LOG.debug("The JVM is ending; the {} server stays unless it is closed", server);
            }
        }
    }

    /** Ends it; works for an interrupted thread, too, and does nothing the second time. */
    synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        removeExitHook();
        // waiting and file channels refuse an interrupted thread
        boolean interrupted = Thread.interrupted();
        try {
            leave.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void removeExitHook() {
        if (exitHook != null && exitHook != Thread.currentThread()) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException jvmIsEnding) {
                // the hook finds this ended
                LOG.debug("The JVM is ending");
            }
        }
    }

    private void leaveOnExit() {
        try {
            end();
        } catch (OrdermigException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
