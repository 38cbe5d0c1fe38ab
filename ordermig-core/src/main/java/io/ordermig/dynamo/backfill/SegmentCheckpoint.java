package io.ordermig.dynamo.backfill;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far a backfill has come in one segment in one round.
 *
 * @param position the key after which to go on; empty at the beginning, and at the end
 * @param done whether the segment is at its end
 * @param counts what was done in this segment in this round
 */
record SegmentCheckpoint(Map<String, AttributeValue> position, boolean done, BackfillCounts counts) {

    /** Nothing is done yet. */
    static final SegmentCheckpoint BEGINNING = new SegmentCheckpoint(Map.of(), false, BackfillCounts.NONE);

    SegmentCheckpoint {
        position = Map.copyOf(position);
    }

    /** After one more page. */
    SegmentCheckpoint after(Map<String, AttributeValue> lastKey, BackfillCounts page) {
        return new SegmentCheckpoint(lastKey, lastKey.isEmpty(), counts.plus(page));
    }
}
