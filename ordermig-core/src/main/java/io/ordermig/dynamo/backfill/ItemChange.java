package io.ordermig.dynamo.backfill;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** How the items of one table are changed. Thread-safe. */
interface ItemChange {

    /** The table. */
    String table();

    /** Into how many segments it is divided; 0 to decide by its size. */
    int segments();

    /** Tells this change from others. */
    String identity();

    /** Which items are concerned. */
    ItemCondition condition();

    /** The attributes of an item that are needed, beside its key. */
    Set<String> reads();

    /** Whether the condition alone tells which items would be changed. */
    boolean conditionDecides();

    /** What must hold in the end; empty for the default, that no item is left. */
    Optional<Verification> verification();

    /**
     * A question about the items of the table.
     *
     * @param expected how many items the condition holds for
     */
    record Verification(ItemCondition condition, long expected) {

        static Verification of(
                BackfillSpec.ItemCount count, Map<String, String> names, Map<String, AttributeValue> values) {
            return new Verification(ItemCondition.of(count.condition(), names, values), count.expected());
        }
    }

    /**
     * The write for an item, which is conditional: also on that the item is there, since a write to none would make one.
     *
     * @return empty when the item is as it should be
     */
    Optional<UpdateItemRequest.Builder> write(TableFacts table, Map<String, AttributeValue> item);
}
