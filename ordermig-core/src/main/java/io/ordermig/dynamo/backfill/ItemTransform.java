package io.ordermig.dynamo.backfill;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes items where an expression cannot say how. It is asked about every item, from several threads at once, and may
 * be asked about one again; so it depends on the item alone and has no effect of its own. It returns
 * {@link ItemChanges#NONE} for an item that is as it should be: also for one that it has changed, which is tried once.
 *
 * <p>The write is conditional on the attributes that it {@link #reads}: when one of them was changed meanwhile nothing
 * is written, and the item is read and transformed again. An attribute that it sets and does not read is overwritten.
 */
public interface ItemTransform {

    /** The attributes that it looks at, beside those of the key: at least one. Only these are fetched. */
    Set<String> reads();

    /**
     * What is to become of an item.
     *
     * @param item the attributes of the key, and those of {@link #reads} that the item has; unmodifiable
     */
    ItemChanges change(Map<String, AttributeValue> item);

    /** Which items are concerned at all, so that DynamoDB passes over the others; by default every item. */
    default ItemCondition condition() {
        return ItemCondition.ALWAYS;
    }

    /**
     * A name that changes when the transformation does: a backfill that was begun with another one begins anew instead
     * of going on. By default the name of the class.
     */
    default String version() {
        return getClass().getName();
    }
}
