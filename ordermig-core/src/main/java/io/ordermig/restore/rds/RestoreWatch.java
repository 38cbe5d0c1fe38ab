package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.aws.Polling;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The waiting of a restore, all of it within one budget; tells what is waited for at each look. Not thread-safe. */
final class RestoreWatch {

    private final RestoreContext context;
    private final Polling polling;
    private final Duration budget;
    private final Runnable sign;
    private int number;
    private RestorePlan.Step step;
    private Instant begun;

    /**
     * Waiting that begins now.
     *
     * @param sign called at each look, to tell others that somebody is here
     */
    RestoreWatch(RestoreContext context, Duration budget, RestorePlan.Step first, Runnable sign) {
        this.context = context;
        this.budget = budget;
        this.polling = new Polling(
                clock(),
                context.snapshots().sleeper(),
                context.snapshots().config().waiting().pollInterval(),
                budget);
        this.sign = sign;
        this.step = first;
        this.begun = clock().instant();
    }

    /** The same with a budget of its own, which begins now. */
    RestoreWatch renewed(Duration next) {
        RestoreWatch watch = new RestoreWatch(context, next, step, sign);
        watch.number = number;
        watch.begun = begun;
        return watch;
    }

    /** Another step is waited for from now on. */
    void step(int next, RestorePlan.Step waitedFor) {
        number = next;
        step = waitedFor;
        begun = clock().instant();
    }

    /** How long the step takes so far. */
    Duration waited() {
        return Duration.between(begun, clock().instant());
    }

    /** Says what is waited for now. */
    void tell(String state) {
        context.snapshots()
                .events()
                .publish(new RunEvent.RestoreStepProgressed(clock().instant(), number, step, state, waited()));
    }

    /**
     * Looks until there is something.
     *
     * @throws OrdermigException when the budget is spent, or somebody wants the run to stop, or a look fails for a reason
     *     that does not pass
     */
    <T> T until(Supplier<Optional<T>> look) {
        try {
            Optional<T> found = polling.until(() -> {
                sign.run();
                return look.get();
            });
            if (found.isPresent()) {
                return found.get();
            }
            throw Refusals.timedOut(step.title(), budget, polling.lastFailure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.interrupted(step.title(), e);
        }
    }

    /** Calls until the call is answered. */
    <T> T persist(Supplier<T> call) {
        return until(() -> Optional.of(call.get()));
    }

    /** Asks for something that takes effect at most once; whether it had is found out by the look that comes after. */
    void ask(Runnable call) {
        try {
            call.run();
        } catch (OrdermigException e) {
            String code = Aws.code(e);
            // It exists when the answer to the first attempt was lost; whose it is, is seen by the next look.
            boolean busy = code.startsWith("InvalidDBInstanceState")
                    || code.startsWith("InvalidDBClusterState")
                    || code.endsWith("AlreadyExists")
                    || code.endsWith("AlreadyExistsFault");
            if (!busy && !Aws.isPassing(e)) {
                throw e;
            }
            tell(busy ? "RDS is not ready for it yet" : "AWS does not answer; asked again");
        }
    }

    private Clock clock() {
        return context.snapshots().clock();
    }
}
