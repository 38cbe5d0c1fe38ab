package io.ordermig.snapshot;

import io.ordermig.event.RestorePoint;
import io.ordermig.postgres.HistoryState;
import io.ordermig.problem.OrdermigException;
import java.util.List;
import java.util.Optional;

/**
 * The restore points of one source: of an RDS instance, its cluster, or a database. Every method throws
 * {@link OrdermigException} when it cannot go on. Close it when done.
 */
public interface RestorePoints extends AutoCloseable {

    /**
     * Takes a restore point and waits until it can be restored from. One of ordermig's own that is being made, or is
     * recent enough with nothing applied since, is adopted instead. The events of its life are published.
     *
     * @param state what the database says of itself; empty when it was not asked, and then only one that is still being
     *     made is adopted
     * @throws OrdermigException when there is none in the end, with what became of it
     */
    RestorePoint take(Optional<HistoryState> state);

    /** All restore points of the source, the newest first: ordermig's own, and those of others. */
    List<ListedPoint> list();

    /** Removes one of ordermig's own. Does nothing when it is gone already. */
    void remove(ListedPoint point);

    /** What these are restore points of: the identifier of the instance or cluster, or the name of the database. */
    String source();

    @Override
    void close();
}
