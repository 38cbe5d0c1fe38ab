package io.ordermig.dynamo.ledger;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a backfill keeps how far it has come, for each segment of its table. What a checkpoint holds is the backfill's
 * own business. Thread-safe: the workers of a backfill share one.
 */
public interface CheckpointStore {

    /** All checkpoints of a version, by segment, read strongly consistently; empty when there are none. */
    Map<Integer, Checkpoint> all(Version version);

    /**
     * Keeps a checkpoint, unless somebody else kept another since.
     *
     * @param segment the segment, 0 or more
     * @param expected the checkpoint it follows upon; empty when there is to be none yet
     * @param content what to keep: 300 kB at most
     * @return the checkpoint that is kept now
     * @throws io.ordermig.problem.OrdermigException when there is another checkpoint than the expected one, or the lock
     *     is lost; nothing is kept then
     */
    Checkpoint put(Version version, int segment, Optional<Checkpoint> expected, Map<String, AttributeValue> content);

    /** Removes all checkpoints of a version, when its backfill is done. */
    void deleteAll(Version version);

    /**
     * What was kept.
     *
     * @param revision counts the changes, from 1
     * @param content what the backfill kept
     */
    record Checkpoint(long revision, Map<String, AttributeValue> content) {
        public Checkpoint {
            content = Map.copyOf(content);
        }
    }
}
