package io.ordermig.restore.rds;

import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePlan.Span;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.RestoreContext;
import io.ordermig.restore.RestoreProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the old one its name back when the new one could not have it. */
record TakingBack(
        RestoreContext context, RdsResources resources, RdsPlan plan, Optional<RdsResource> old, Runnable sign) {

    private static final Duration BUDGET = Duration.ofHours(1);

    /** What to say of the failure, when it is done. */
    OrdermigException after(OrdermigException failure, Supplier<Situation> look) {
        String source = plan.plan().source();
        if (old.isEmpty()) {
            return failure;
        }
        RestorePlan.Step step =
                new RestorePlan.Step("Rename " + plan.replaced() + " back to " + source, Span.NONE, true, false);
        RestoreWatch watch = new RestoreWatch(context, BUDGET, step, sign);
        context.snapshots()
                .events()
                .warn(plan.made() + " could not be renamed to " + source + "; " + plan.replaced()
                        + " gets its name back. " + failure.problem().inShort());
        Renaming renaming =
                new Renaming(resources, look, watch, context.snapshots().clock());
        try {
            renaming.until(old.get().resource(), plan.replaced(), source);
        } catch (OrdermigException e) {
            failure.addSuppressed(e);
            return new OrdermigException(
                    told(
                                    failure,
                                    "Nobody serves as " + source + " now, and " + plan.replaced()
                                            + " did not get its name" + " back: "
                                            + e.problem().what())
                            .fix("Run this again: it goes on where it stopped.")
                            .fix("Or give the old one its name back: aws rds modify-db-" + resources.noun() + " --db-"
                                    + resources.noun() + "-identifier " + plan.replaced() + " --new-db-"
                                    + resources.noun() + "-identifier " + source + " --apply-immediately")
                            .changed(source + " was renamed to " + plan.replaced())
                            .build(),
                    failure);
        }
        return new OrdermigException(
                told(failure, source + " serves again, as it was before.")
                        .fix("Mend what stopped the rename, and run this again: it goes on where it stopped.")
                        .changed(plan.made() + " was made and waits; " + source + " was renamed and renamed back")
                        .build(),
                failure);
    }

    private Problem.Builder told(OrdermigException failure, String now) {
        Problem.Builder problem = Problem.of(
                        RestoreProblem.TAKEN_BACK,
                        plan.made() + " could not be renamed to " + plan.plan().source() + ".")
                .where(plan.made())
                .detail(now)
                .detail(failure.problem().what());
        failure.problem().details().forEach(problem::detail);
        return problem.repeat(Repeat.SAFE);
    }
}
