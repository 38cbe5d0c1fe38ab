package io.ordermig.dynamo.backfill;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps how far backfills have come: for each backfill some numbered contents, which are the backfill's own business. A
 * backfill is named by a text that is its own in the store, such as {@code 20240118100000/2}: the migration and which of its operations.
 *
 * <p>Implementations read strongly consistently and write conditionally. They are thread-safe, because the workers of a
 * backfill share one, and throw {@link io.ordermig.problem.OrdermigException}: when the store does not answer, and any
 * call may then be made again; or when this run may write no more.
 */
public interface CheckpointStore {

    /** All that is kept for a backfill, by number; empty when there is nothing. */
    Map<Integer, Kept> all(String backfill);

    /**
     * Keeps a content, unless somebody else has kept another one since. When there is something else than expected,
     * nothing is written.
     *
     * @param number 0 or more, and a million at most
     * @param expected what it follows upon; empty when there is to be none yet
     * @param content what to keep: 300 kB at most
     * @return what is kept now: the content, or what somebody else has kept
     */
    Kept put(String backfill, int number, Optional<Kept> expected, Map<String, AttributeValue> content);

    /** Removes all that is kept for a backfill, in any order. */
    void deleteAll(String backfill);

    /**
     * What is kept.
     *
     * @param revision counts the changes, from 1; 0 when there is nothing
     * @param content what the backfill kept
     */
    record Kept(long revision, Map<String, AttributeValue> content) {
        public Kept {
            content = Map.copyOf(content);
        }
    }
}
