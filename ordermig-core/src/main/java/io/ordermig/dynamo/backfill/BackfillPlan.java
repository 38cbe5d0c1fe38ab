package io.ordermig.dynamo.backfill;

/**
 * What is fixed while a backfill goes through a table once, however many runs that takes.
 *
 * @param identity tells this change of this very table from others
 * @param begun the epoch in which this round began, by which checkpoints of it are told from older ones
 * @param round how often the table is gone through with this one
 * @param segments into how many segments the table is divided. A position within a segment means nothing in another
 *     division
 * @param estimate what was counted before the beginning
 * @param earlier figures of the rounds before this one
 */
record BackfillPlan(
        String identity, long begun, int round, int segments, BackfillEstimate estimate, BackfillCounts earlier) {

    /** The largest number of segments that DynamoDB allows. */
    static final int MOST_SEGMENTS = 1_000_000;

    BackfillPlan {
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw new IllegalArgumentException("segments: " + segments);
        }
    }

    /** The plan for going through the table once more. */
    BackfillPlan next(long epoch, BackfillCounts soFar) {
        return new BackfillPlan(identity, epoch, round + 1, segments, estimate, soFar);
    }
}
