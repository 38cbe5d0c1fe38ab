package io.ordermig.dynamo;

import io.ordermig.dynamo.backfill.CheckpointStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** For backfills that are only counted: nothing is begun, and nothing is kept. */
enum NoCheckpoints implements CheckpointStore {
    /** The one. */
    NONE;

    @Override
    public Map<Integer, Kept> all(String backfill) {
        return Map.of();
    }

    @Override
    public Kept put(String backfill, int number, Optional<Kept> expected, Map<String, AttributeValue> content) {
        throw new IllegalStateException("counting keeps no checkpoints: " + backfill);
    }

    @Override
    public void deleteAll(String backfill) {
        throw new IllegalStateException("counting keeps no checkpoints: " + backfill);
    }
}
