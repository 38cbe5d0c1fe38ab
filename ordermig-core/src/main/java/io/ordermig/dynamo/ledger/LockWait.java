package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Polling;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Waits for the lock. A holder is dead when its item has not changed for its lease, watched from here by a clock that
 * only counts forward: clocks of different machines are never compared. Not thread-safe.
 */
final class LockWait {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final LockItem item;
    private final Runner runner;
    private final Duration lease;
    private final Clock clock;
    private final LongSupplier nanos;
    private final String token = UUID.randomUUID().toString();
    private LockItem.Seen watched = LockItem.Seen.NEVER_HELD;
    private long watchedSince;
    private long asked;

    LockWait(LockItem item, Runner runner, Duration lease, Clock clock, LongSupplier nanos) {
        this.item = item;
        this.runner = runner;
        this.lease = lease;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Waits until the lock is ours.
     *
     * @throws OrdermigException when it is not, within the budget
     * @throws InterruptedException when the waiting thread is told to stop
     */
    LedgerLock until(Duration budget, Sleeper sleeper, String table, LockListener listener)
            throws InterruptedException {
        Polling polling = new Polling(clock, sleeper, INTERVAL, budget);
        return polling.until(() -> look(polling, budget, listener))
                .orElseThrow(() -> polling.lastFailure().orElseGet(() -> locked(table, budget)));
    }

    private Optional<LedgerLock> look(Polling polling, Duration budget, LockListener listener) {
        LockItem.Seen seen = item.read();
        Optional<Holder> taken = Optional.empty();
        if (seen.token().equals(token)) {
            taken = seen.holder(); // taken before, and the answer was lost
        } else if (seen.token().isEmpty() || isDead(seen)) {
            asked = nanos.getAsLong();
            Holder wanted = new Holder(runner, clock.instant(), seen.term() + 1, lease);
            taken = Optional.of(wanted).filter(holder -> item.take(seen, token, holder));
        }
        if (taken.isPresent()) {
            return taken.map(holder -> new LedgerLock(item, token, holder, asked, nanos));
        }
        seen.holder().ifPresent(holder -> listener.waiting(holder, polling.elapsed(), budget));
        return Optional.empty();
    }

    /** Counted from after the first look, so that the holder has its whole lease. */
    private boolean isDead(LockItem.Seen seen) {
        long now = nanos.getAsLong();
        if (!seen.isSameVersion(watched)) {
            watched = seen;
            watchedSince = now;
            return false;
        }
        Duration silent = Duration.ofNanos(now - watchedSince);
        return seen.holder()
                .map(holder -> silent.compareTo(holder.lease()) >= 0)
                .orElse(false);
    }

    private OrdermigException locked(String table, Duration budget) {
        Problem.Builder problem = Problem.of(
                        LedgerProblem.LOCKED,
                        "Another run holds the lock on the ledger " + table + ", and did not give it back within "
                                + Durations.text(budget) + ".")
                .where(table)
                .fix("Wait until that run has ended, and run it again.")
                .repeat(Repeat.SAFE);
        watched.holder()
                .ifPresent(holder -> problem.detail("It is " + holder.title() + ".")
                        .detail("It was alive when last seen: a run that was killed loses the lock after "
                                + Durations.text(holder.lease()) + " by itself, when somebody waits that long."));
        return new OrdermigException(problem.build());
    }
}
