package io.ordermig.dynamo.backfill;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what threads do, as they do it. Thread-safe. */
final class Tally {

    private final LongAdder lookedAt = new LongAdder();
    private final LongAdder resumed = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder passedOver = new LongAdder();
    private final LongAdder lostRaces = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    /** Adds figures. */
    void add(BackfillCounts more) {
        lookedAt.add(more.lookedAt());
        changed.add(more.changed());
        passedOver.add(more.passedOver());
        lostRaces.add(more.lostRaces());
        readUnits.add(more.readUnits());
        writeUnits.add(more.writeUnits());
    }

    /** Adds the figures of an earlier run. */
    void resume(BackfillCounts earlier) {
        resumed.add(earlier.lookedAt());
        add(earlier);
    }

    /** The items that earlier runs have looked at. */
    long resumed() {
        return resumed.sum();
    }

    /** The figures so far. */
    BackfillCounts counts() {
        return new BackfillCounts(
                lookedAt.sum(), changed.sum(), passedOver.sum(), lostRaces.sum(), readUnits.sum(), writeUnits.sum());
    }
}
