package io.ordermig.restore.rds;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps in mind what a run has changed, and for how long nobody could use the database. Not thread-safe. */
final class Effects {

    private final Clock clock;
    private final String source;
    private final String made;
    private final String replaced;
    private String changed = Problem.NOTHING_CHANGED;
    private @Nullable Instant outage;
    private Duration lasted = Duration.ZERO;

    Effects(Clock clock, String source, String made, String replaced) {
        this.clock = clock;
        this.source = source;
        this.made = made;
        this.replaced = replaced;
    }

    /** The new one is asked for. */
    void made() {
        if (changed.equals(Problem.NOTHING_CHANGED) && !made.equals(source)) {
            changed = made + " was asked for; " + source + " is as it was, and serves";
        } else if (made.equals(source)) {
            changed = source + " is being made anew; nobody can use it yet";
        }
    }

    void deleted(String lastSnapshot) {
        changed = source + " is being deleted"
                + (lastSnapshot.isEmpty() ? "" : ", after the snapshot " + lastSnapshot)
                + "; its automated backups stay";
    }

    void leaving() {
        changed = source + " is being renamed to " + replaced + ", and " + made + " to " + source + "; nobody can use "
                + source + " until both are done";
    }

    /** The old one keeps its name. */
    void stays() {
        changed = made + " was made; " + source + " is as it was, and serves";
        outage = null;
    }

    void entered() {
        changed = source + " is the restored one; the one before is " + replaced;
    }

    void outageBegins() {
        if (outage == null) {
            outage = clock.instant();
        }
    }

    void outageEnds() {
        if (outage != null) {
            lasted = Duration.between(outage, clock.instant());
        }
    }

    Duration outage() {
        return lasted;
    }

    /** The failure, with what was changed before it. */
    OrdermigException told(OrdermigException failure) {
        Problem problem = failure.problem();
        if (changed.equals(Problem.NOTHING_CHANGED) || !problem.changed().equals(Problem.NOTHING_CHANGED)) {
            return failure;
        }
        Repeat repeat = problem.repeat() == Repeat.AFTER_FIX ? Repeat.AFTER_FIX : Repeat.SAFE;
        return new OrdermigException(problem.after(changed, repeat), failure);
    }
}
