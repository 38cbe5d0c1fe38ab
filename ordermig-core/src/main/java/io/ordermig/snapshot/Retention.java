package io.ordermig.snapshot;

import io.ordermig.config.PruneConfig;
import io.ordermig.snapshot.ListedPoint.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which restore points of a source are removed.
 *
 * <p>Only ordermig's own go, and of those only what can be restored from: what is being made is somebody's at this
 * moment, and what has failed is for a person to look at. The newest {@code keep} stay, however old they are; as
 * {@code keep} is at least one, the only one stays. Those of all environments are counted and removed together: they are
 * of one source, and room, cost and quota are the source's.
 */
public final class Retention {

    private Retention() {}

    /**
     * What is removed, the oldest first, so that being stopped in between leaves the newest.
     *
     * @param points all restore points of one source, in any order
     * @param now the time to measure ages from
     */
    public static List<ListedPoint> removable(List<ListedPoint> points, PruneConfig config, Instant now) {
        Comparator<ListedPoint> oldestFirst =
                Comparator.comparing(listed -> listed.point().started());
        List<ListedPoint> own = points.stream()
                .filter(listed -> listed.origin() == Origin.ORDERMIG && listed.usable())
                .sorted(oldestFirst)
                .toList();
        Instant limit = now.minus(config.olderThan());
        return own.stream()
                .limit(Math.max(0, own.size() - Math.max(1, config.keep())))
                .filter(listed -> listed.point().started().isBefore(limit))
                .toList();
    }
}
