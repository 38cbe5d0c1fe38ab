package io.ordermig.testing.aws.dynamo;

import java.time.Duration;

/**
 * How long each thing takes that DynamoDB does by itself.
 *
 * @param create a table, {@code CREATING}
 * @param update a table without a change of indexes, {@code UPDATING}
 * @param allocate the first part of an index, {@code CREATING} and not backfilling; the table is {@code UPDATING}
 * @param backfill the second part of an index; the table is {@code ACTIVE} again
 * @param deleteIndex an index, {@code DELETING}
 * @param deleteTable a table, {@code DELETING}
 * @param timeToLive until time to live is {@code ENABLED} or {@code DISABLED}
 * @param backup until a backup is {@code AVAILABLE}
 */
public record DynamoTimings(
        Duration create,
        Duration update,
        Duration allocate,
        Duration backfill,
        Duration deleteIndex,
        Duration deleteTable,
        Duration timeToLive,
        Duration backup) {

    /** A middle-sized table. */
    public static DynamoTimings realistic() {
        return new DynamoTimings(
                Duration.ofSeconds(15),
                Duration.ofSeconds(40),
                Duration.ofMinutes(3),
                Duration.ofMinutes(25),
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                Duration.ofMinutes(12),
                Duration.ofSeconds(30));
    }

    /** The same, with another time for backfilling. */
    public DynamoTimings withBackfill(Duration duration) {
        return new DynamoTimings(create, update, allocate, duration, deleteIndex, deleteTable, timeToLive, backup);
    }
}
