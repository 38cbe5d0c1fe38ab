package io.ordermig.aws;

import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Looks at something of AWS again and again, within one budget of time for all that is waited for. The budget begins
 * when this is made. A look that fails for a passing reason ({@link Aws#isPassing}) is repeated after a longer pause;
 * any other failure ends the waiting. Pauses vary, so that runs which began together do not call together. Not
 * thread-safe.
 */
public final class Polling {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(1);
    private static final double SPREAD = 0.2;

    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration interval;
    private final Duration budget;
    private final Instant begun;
    private final DoubleSupplier random;
    private int failures;
    private Optional<OrdermigException> lastFailure = Optional.empty();

    /**
     * Waiting that begins now.
     *
     * @param interval the time between two looks, a second at least; each pause is up to a fifth shorter or longer
     * @param budget how long all waiting together may take
     */
    public Polling(Clock clock, Sleeper sleeper, Duration interval, Duration budget) {
        this(clock, sleeper, interval, budget, new SplittableRandom()::nextDouble);
    }

    /**
     * Waiting with pauses that a test can foretell.
     *
     * @param random gives numbers from 0 to 1
     */
    Polling(Clock clock, Sleeper sleeper, Duration interval, Duration budget, DoubleSupplier random) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.interval = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
        this.budget = budget;
        this.begun = clock.instant();
        this.random = random;
    }

    /**
     * Looks until there is a result. There is one look at least, and one when the budget ends.
     *
     * @param look finds the result; empty when it is not there yet
     * @return the result; empty when the budget is spent, and then {@link #lastFailure} may say why
     * @throws InterruptedException when the waiting thread is told to stop
     * @throws OrdermigException from a look, when its reason does not pass
     */
    public <T> Optional<T> until(Supplier<Optional<T>> look) throws InterruptedException {
        while (true) {
            Duration pause = interval;
            try {
                Optional<T> result = look.get();
                failures = 0;
                lastFailure = Optional.empty();
                if (result.isPresent()) {
                    return result;
                }
            } catch (OrdermigException e) {
                noteFailure(e);
                pause = pauseAfterFailure();
            }
            Duration left = budget.minus(elapsed());
            if (left.isZero() || left.isNegative()) {
                return Optional.empty();
            }
            Duration varied = varied(pause);
            sleeper.sleep(varied.compareTo(left) < 0 ? varied : left);
        }
    }

    /**
     * Calls until the call is answered.
     *
     * @throws InterruptedException when the waiting thread is told to stop
     * @throws OrdermigException with the reason when it does not pass, or not within the budget
     */
    public <T> T persist(Supplier<T> call) throws InterruptedException {
        Optional<T> answer = until(() -> Optional.of(call.get()));
        if (answer.isEmpty()) {
            throw lastFailure.orElseThrow();
        }
        return answer.get();
    }

    /** How long ago the waiting began. */
    public Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    /** The passing failure of the last look; empty when that was answered. */
    public Optional<OrdermigException> lastFailure() {
        return lastFailure;
    }

    private void noteFailure(OrdermigException e) throws InterruptedException {
        if (isInterruption(e)) {
            InterruptedException interrupted = new InterruptedException("interrupted while calling AWS");
            interrupted.initCause(e);
            throw interrupted;
        }
        if (!Aws.isPassing(e)) {
            throw e;
        }
        failures++;
        lastFailure = Optional.of(e);
    }

    private static boolean isInterruption(OrdermigException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AbortedException || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private Duration pauseAfterFailure() {
        Duration doubled = interval.multipliedBy(1L << Math.min(failures, 10));
        Duration longest = interval.compareTo(LONGEST_AFTER_FAILURE) > 0 ? interval : LONGEST_AFTER_FAILURE;
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private Duration varied(Duration pause) {
        double factor = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
        return Duration.ofNanos(Math.round(pause.toNanos() * factor));
    }
}
