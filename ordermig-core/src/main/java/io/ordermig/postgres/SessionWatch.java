package io.ordermig.postgres;

/**
 * What the sessions see and the observer of the migrations needs to know: how many rows were changed, and
 * whether the transaction of a migration came to its commit. Thread-safe.
 */
final class SessionWatch {

    private long rows;
    private boolean open;
    private boolean committed;

    synchronized void changed(long count) {
        rows += count;
    }

    /** The rows changed since the last call. */
    synchronized long takeRows() {
        long taken = rows;
        rows = 0;
        return taken;
    }

    /** A migration begins in the transaction that is open. */
    synchronized void begin() {
        open = true;
        committed = false;
    }

    /** A transaction has ended. */
    synchronized void end(boolean withCommit) {
        committed |= open && withCommit;
        open = false;
    }

    /** Whether the transaction of a migration has begun and not ended. */
    synchronized boolean isOpen() {
        return open;
    }

    /** Whether the transaction of the last migration was committed. */
    synchronized boolean isCommitted() {
        return committed;
    }
}
