package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;

/**
 * The lock, while it is ours: one runner at a time changes tables. A daemon thread gives a sign of life five times in a
 * lease. When that fails for the length of a lease, or somebody else has taken the lock, {@link #requireHeld} throws, and
 * no transaction of the ledger is carried out any more. Thread-safe. Close it to let the next one in.
 */
public final class LedgerLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLock.class);

    private static final int BEATS_IN_A_LEASE = 5;

    private final LockItem item;
    private final String token;
    private final Holder holder;
    private final LongSupplier nanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long provenAt;
    private volatile @Nullable String takenBy;
    private long beats;

    /**
     * A lock that was just taken.
     *
     * @param provenAt a moment before it was
     * @param nanos a clock that only counts forward
     */
    LedgerLock(LockItem item, String token, Holder holder, long provenAt, LongSupplier nanos) {
        this.item = item;
        this.token = token;
        this.holder = holder;
        this.provenAt = provenAt;
        this.nanos = nanos;
    }

    /** Begins to give signs of life. */
    LedgerLock beating() {
        Thread thread = new Thread(this::beatUntilClosed, "ordermig-ledger-lock");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Who we are, as others see it. */
    public Holder holder() {
        return holder;
    }

    /**
     * Makes sure that the lock is still ours. To be called before anything is written anywhere. Costs nothing while signs
     * of life get through; else it tries to give one.
     *
     * @throws OrdermigException when the lock is lost, or cannot be proven ours
     */
    public void requireHeld() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException("the lock was given back");
        }
        if (takenBy == null && isStale()) {
            try {
                beat();
            } catch (OrdermigException e) {
                throw lost("No sign of life got through for " + Durations.text(silence()) + ".", e);
            }
        }
        String taker = takenBy;
        if (taker != null) {
            throw lost(taker, null);
        }
        if (isStale()) {
            throw lost("No sign of life got through for " + Durations.text(silence()) + ".", null);
        }
    }

    /** Whether {@link #requireHeld} would let the run go on, as far as is known without asking. */
    public boolean isHeld() {
        return closed.getCount() > 0 && takenBy == null && !isStale();
    }

    /** Gives the lock back. A failure is logged; the lock is free after its lease then. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            Aws.within(holder.lease(), "dynamodb:UpdateItem", this::release);
        } catch (OrdermigException e) {
            LOG.warn(
                    "The lock on the ledger could not be given back; it is free in {}. {}",
                    Durations.text(holder.lease()),
                    e.problem().what());
        }
    }

    private LockItem.Beat release() {
        LockItem.Beat released = item.release(token);
        for (int again = 0; released == LockItem.Beat.UNDECIDED && again < BEATS_IN_A_LEASE; again++) {
            released = item.release(token);
        }
        return released;
    }

    /** What a transaction needs to be refused when the lock is not ours. */
    ConditionCheck check() {
        return item.check(token);
    }

    /** The transaction was refused: the item holds another token. */
    OrdermigException lostInTransaction(@Nullable Throwable cause) {
        markTaken();
        return lost(String.valueOf(takenBy), cause);
    }

    private void beatUntilClosed() {
        try {
            while (takenBy == null && !closed.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    beat();
                } catch (OrdermigException e) {
                    LOG.debug("A sign of life of the ledger's lock did not get through.", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sign of life that succeeds proves that nobody had the lock in between: its taker would have changed the token. */
    private synchronized void beat() {
        long number = ++beats;
        long before = nanos.getAsLong();
        LockItem.Beat beat = Aws.within(pause(), "dynamodb:UpdateItem", () -> item.beat(token, number));
        if (closed.getCount() == 0) {
            return;
        }
        if (beat == LockItem.Beat.HELD) {
            provenAt = before;
        } else if (beat == LockItem.Beat.LOST) {
            markTaken();
        }
    }

    private void markTaken() {
        String taker =
                "Another run took it, because it had seen no sign of life of this one for the length of the lease.";
        try {
            taker = item.read()
                    .holder()
                    .map(other -> "It was taken by " + other.title() + ".")
                    .orElse("It was taken, and is free again.");
        } catch (OrdermigException e) {
            LOG.debug("Who took the ledger's lock is not known.", e);
        }
        takenBy = taker;
    }

    private Duration pause() {
        return holder.lease().dividedBy(BEATS_IN_A_LEASE);
    }

    private Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - provenAt);
    }

    /** A tenth of the lease is kept for what is on its way. */
    private boolean isStale() {
        return silence().compareTo(holder.lease().multipliedBy(9).dividedBy(10)) >= 0;
    }

    private static OrdermigException lost(String why, @Nullable Throwable cause) {
        return new OrdermigException(
                Problem.of(
                                LedgerProblem.LOCK_LOST,
                                "This run has lost the lock on the ledger, and changes nothing more.")
                        .detail(why)
                        .fix("See that no other run is at work, and run it again: it goes on where the ledger says.")
                        .fix("Look at the network, or whether the machine was asleep or overloaded.")
                        .changed("what the report lists; the operation under way may yet have its effect")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
