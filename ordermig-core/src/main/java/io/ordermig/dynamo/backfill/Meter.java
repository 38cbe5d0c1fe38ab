package io.ordermig.dynamo.backfill;

/** A limit of capacity, with what a call of one kind has cost of late as the estimate for the next. Thread-safe. */
final class Meter {

    private static final double WEIGHT = 0.2;

    private final CapacityLimit limit;
    private double estimate;

    Meter(CapacityLimit limit, double firstEstimate) {
        this.limit = limit;
        this.estimate = firstEstimate;
    }

    /** Waits until a call may be made; returns what was reserved for it. */
    double begin() throws InterruptedException {
        double units = estimate();
        limit.reserve(units);
        return units;
    }

    /** The call was answered, and cost that much. */
    void end(double reserved, double consumed) {
        limit.settle(reserved, consumed);
        synchronized (this) {
            estimate += WEIGHT * (consumed - estimate);
        }
    }

    /** The call was refused. */
    void failed(double reserved, boolean throttled) {
        limit.settle(reserved, 0);
        if (throttled) {
            limit.throttled();
        }
    }

    CapacityLimit limit() {
        return limit;
    }

    private synchronized double estimate() {
        return estimate;
    }
}
