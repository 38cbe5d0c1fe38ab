package io.ordermig.restore.rds;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.RestoreProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change of a name, until it is done: the old name is gone, and the new one is there and available. RDS says available
 * under the old name for a while, knows neither name for a minute, and then reboots under the new one; so what changes its
 * name is known by its resource id, and a name that is not there may be one that is coming.
 */
final class Renaming {

    /** After this, what is under neither name is gone for good. */
    static final Duration GONE = Duration.ofMinutes(20);

    /** After this, a request that shows no effect is made once more. */
    private static final Duration UNHEARD = Duration.ofMinutes(10);

    private final RdsResources resources;
    private final Supplier<Situation> look;
    private final RestoreWatch watch;
    private final Clock clock;
    private @Nullable Instant asked;
    private @Nullable Instant missing;

    Renaming(RdsResources resources, Supplier<Situation> look, RestoreWatch watch, Clock clock) {
        this.resources = resources;
        this.look = look;
        this.watch = watch;
        this.clock = clock;
    }

    /** Whether what is pending is another name. */
    static boolean isName(String pending) {
        return pending.endsWith("Identifier");
    }

    /**
     * Waits until what has an id has a name, and asks for it if need be.
     *
     * @param from the name that it has before
     * @return it, under its new name; empty when it is gone
     */
    Optional<RdsResource> until(String resource, String from, String to) {
        return watch.until(() -> look(resource, from, to));
    }

    /** Looks once: present when it is done, and then it under its new name; empty in that when it is gone. */
    Optional<Optional<RdsResource>> look(String resource, String from, String to) {
        Situation now = look.get();
        Optional<RdsResource> found = now.ofResource(resource);
        if (found.isEmpty()) {
            return isGone() ? Optional.of(Optional.empty()) : Optional.empty();
        }
        missing = null;
        RdsResource here = found.get();
        if (here.identifier().equals(to)) {
            boolean done = here.state().equals("available")
                    && here.pending().isEmpty()
                    && now.named(from)
                            .filter(each -> each.resource().equals(resource))
                            .isEmpty();
            watch.tell(to + " is " + here.state());
            return done ? Optional.of(found) : Optional.empty();
        }
        ask(now, here, to);
        return Optional.empty();
    }

    private boolean isGone() {
        Instant since = missing == null ? clock.instant() : missing;
        missing = since;
        watch.tell("it is under neither name for the moment");
        return !clock.instant().isBefore(since.plus(GONE));
    }

    private void ask(Situation now, RdsResource here, String to) {
        now.named(to).ifPresent(holder -> {
            throw new OrdermigException(Problem.of(
                            RestoreProblem.NAME_TAKEN,
                            "Another " + resources.noun() + " has taken the name " + to + ".")
                    .where(to)
                    .detail("It is the resource " + holder.resource() + ", which is not part of this restore.")
                    .fix("Rename or delete it, and run this again.")
                    .repeat(Repeat.AFTER_FIX)
                    .build());
        });
        boolean isPending = here.pending().stream().anyMatch(Renaming::isName);
        boolean isHeard = isPending || (asked != null && clock.instant().isBefore(asked.plus(UNHEARD)));
        if (isHeard || !here.state().equals("available")) {
            watch.tell(here.identifier() + " is " + here.state());
            if (isPending && asked == null) {
                asked = clock.instant();
            }
            return;
        }
        asked = clock.instant();
        watch.ask(() -> resources.rename(here.identifier(), to));
        watch.tell(here.identifier() + " is asked to become " + to);
    }
}
