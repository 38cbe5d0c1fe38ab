package io.ordermig.dynamo.backfill;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How items are changed, in the language of {@code UpdateItem}: each item for which the condition holds gets the update,
 * in one conditional write.
 *
 * @param table the name of the table
 * @param update the update expression
 * @param condition the condition expression: which items are concerned. It is false after the update, so that an item is
 *     never changed twice
 * @param names what the expressions call attributes, {@code #name} to attribute
 * @param values the values in the expressions, {@code :name} to value
 * @param segments into how many segments the table is divided; 0 to decide by its size
 * @param verification what must hold in the end; empty for the default, that the condition holds for no item
 */
public record BackfillSpec(
        String table,
        String update,
        String condition,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        int segments,
        Optional<ItemCount> verification) {

    public BackfillSpec {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    /**
     * A question about the items of a table.
     *
     * @param condition a filter expression, with the names and values of the backfill
     * @param expected how many items it holds for
     */
    public record ItemCount(String condition, long expected) {}
}
