package io.ordermig.dynamo.backfill;

/**
 * Figures of a backfill, or of a part of it. Immutable.
 *
 * @param lookedAt items that DynamoDB looked at
 * @param changed items that were changed
 * @param passedOver items that did not need to be changed, or had expired
 * @param lostRaces how often somebody else changed or deleted an item between the look and the write. A write that went
 *     through and whose answer was lost can be among them
 * @param readUnits the read capacity that was consumed
 * @param writeUnits the write capacity that was consumed, that of indexes included
 */
public record BackfillCounts(
        long lookedAt, long changed, long passedOver, long lostRaces, double readUnits, double writeUnits) {

    /** Nothing yet. */
    public static final BackfillCounts NONE = new BackfillCounts(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public BackfillCounts plus(BackfillCounts other) {
        return new BackfillCounts(
                lookedAt + other.lookedAt,
                changed + other.changed,
                passedOver + other.passedOver,
                lostRaces + other.lostRaces,
                readUnits + other.readUnits,
                writeUnits + other.writeUnits);
    }
}
