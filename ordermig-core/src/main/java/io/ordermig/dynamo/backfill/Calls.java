package io.ordermig.dynamo.backfill;

import io.ordermig.aws.Aws;
import io.ordermig.aws.AwsProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Makes calls again that failed for a passing reason, after pauses that double and vary. The patience counts for one
 * call, from its first failure. Thread-safe.
 */
final class Calls {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration patience;

    Calls(Clock clock, Sleeper sleeper, Duration patience) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.patience = patience;
    }

    /**
     * Calls until the call is answered.
     *
     * @param action the IAM action
     * @param failed hears of each passing failure
     * @throws OrdermigException with the reason when it does not pass, or not in time
     */
    <T> T persist(String action, Supplier<T> call, FailureListener failed) throws InterruptedException {
        Instant begun = Instant.MAX;
        for (int failures = 0; ; failures++) {
            try {
                return Aws.call(action, call);
            } catch (OrdermigException e) {
                throwIfInterrupted(e);
                failed.failed(isThrottling(e));
                Instant now = clock.instant();
                begun = failures == 0 ? now : begun;
                if (!isPassing(e) || Duration.between(begun, now).compareTo(patience) >= 0) {
                    throw e;
                }
                sleeper.sleep(pause(failures));
            }
        }
    }

    /** Calls until the call is answered. */
    <T> T persist(String action, Supplier<T> call) throws InterruptedException {
        return persist(action, call, throttled -> {});
    }

    /** Hears of failures. */
    @FunctionalInterface
    interface FailureListener {
        void failed(boolean throttled);
    }

    private static Duration pause(int failures) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private static boolean isPassing(OrdermigException e) {
        return Aws.isPassing(e) || isTransaction(e);
    }

    /** The item is part of a transaction that somebody else has just begun, or is written in another region. */
    private static boolean isTransaction(OrdermigException e) {
        String code = Aws.code(e);
        return code.equals("TransactionConflictException") || code.equals("ReplicatedWriteConflictException");
    }

    private static boolean isThrottling(OrdermigException e) {
        return e.problem().code() == AwsProblem.THROTTLED;
    }

    private static void throwIfInterrupted(OrdermigException e) throws InterruptedException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AbortedException || cause instanceof InterruptedException) {
                InterruptedException interrupted = new InterruptedException("interrupted while calling DynamoDB");
                interrupted.initCause(e);
                throw interrupted;
            }
        }
    }
}
