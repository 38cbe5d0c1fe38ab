package io.ordermig.dynamo.backfill;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A question to one item, in the language of condition and filter expressions. Immutable.
 *
 * @param expression the expression; empty when it holds for every item
 * @param names what the expression calls attributes, {@code #name} to attribute; all of them are used in it
 * @param values the values in the expression, {@code :name} to value; all of them are used in it
 */
public record ItemCondition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    /** Holds for every item. */
    public static final ItemCondition ALWAYS = new ItemCondition("", Map.of(), Map.of());

    public ItemCondition {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    /** The expression with those names and values that it uses. */
    static ItemCondition of(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        return new ItemCondition(
                expression, Expressions.usedOf(names, expression), Expressions.usedOf(values, expression));
    }
}
