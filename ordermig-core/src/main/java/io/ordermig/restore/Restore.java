package io.ordermig.restore;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.ListedPoint;

/**
 * The taking back of one source: of an RDS instance, its cluster, or a database. What was begun is found again, from
 * names, tags and states, so that the same restore can be made anew after a crash and goes on. Every method throws
 * {@link OrdermigException} when it cannot go on. Close it when done.
 */
public interface Restore extends AutoCloseable {

    /** What is taken back: the identifier of the instance or cluster, or the name of the database. */
    String source();

    /**
     * The restore point that data would be taken back to: the one that is named, or else the newest one of ordermig's own
     * that can be restored from. Changes nothing.
     *
     * @throws OrdermigException when there is none
     */
    ListedPoint point();

    /**
     * What there is to do. Asks everything that could stop it, and changes nothing.
     *
     * @throws OrdermigException with all that stands in the way, together
     */
    RestorePlan plan();

    /**
     * Does what is planned; goes on where an earlier run has stopped. The events of its steps are published.
     *
     * @param plan what {@link #plan} answered
     * @throws OrdermigException when it cannot be done, with what was changed so far
     */
    Aftermath carryOut(RestorePlan plan);

    @Override
    void close();
}
