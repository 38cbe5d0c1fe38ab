package io.ordermig.dynamo.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** An update with its condition. All names go through placeholders: many a plain word is reserved. */
final class Expression {

    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /** What stands for an attribute. */
    String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    /** What stands for a value. */
    String value(String name, AttributeValue value) {
        values.put(":" + name, value);
        return ":" + name;
    }

    void set(String attribute, String value) {
        sets.add(name(attribute) + " = " + value);
    }

    void remove(String attribute) {
        removes.add(name(attribute));
    }

    void require(String condition) {
        conditions.add(condition);
    }

    UpdateItemRequest request(String table, Map<String, AttributeValue> key) {
        String update = (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
                + (removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes));
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .updateExpression(update.strip())
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }
}
