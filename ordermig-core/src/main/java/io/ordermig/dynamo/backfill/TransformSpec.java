package io.ordermig.dynamo.backfill;

import io.ordermig.dynamo.backfill.BackfillSpec.ItemCount;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How items are changed by a class.
 *
 * @param table the name of the table
 * @param transform says what becomes of each item
 * @param names what the condition of the verification calls attributes, {@code #name} to attribute
 * @param values the values in it, {@code :name} to value
 * @param segments into how many segments the table is divided; 0 to decide by its size
 * @param verification what must hold in the end; empty for the default, that the class would change no item
 */
public record TransformSpec(
        String table,
        ItemTransform transform,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        int segments,
        Optional<ItemCount> verification) {

    public TransformSpec {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    /** A table as it is divided by its size, verified by the class itself. */
    public static TransformSpec of(String table, ItemTransform transform) {
        return new TransformSpec(table, transform, Map.of(), Map.of(), 0, Optional.empty());
    }
}
