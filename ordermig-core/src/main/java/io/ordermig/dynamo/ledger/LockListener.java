package io.ordermig.dynamo.ledger;

import java.time.Duration;

/** Hears that the lock is waited for. Called on the waiting thread, at each look. */
@FunctionalInterface
public interface LockListener {

    /** Does nothing. */
    LockListener NONE = (holder, waited, budget) -> {};

    /**
     * Somebody else holds the lock.
     *
     * @param holder who it is
     * @param waited since the waiting began
     * @param budget how long the waiting may take in all
     */
    void waiting(Holder holder, Duration waited, Duration budget);
}
