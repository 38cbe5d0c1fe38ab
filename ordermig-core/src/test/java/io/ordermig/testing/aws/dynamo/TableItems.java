package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** PutItem, with the condition {@code attribute_not_exists} alone, and BatchWriteItem. */
final class TableItems {

    private static final int MOST = 25;
    private static final Pattern NOT_EXISTS = Pattern.compile("attribute_not_exists\\((\\w+)\\)");

    private final SimulatedDynamo dynamo;

    TableItems(SimulatedDynamo dynamo) {
        this.dynamo = dynamo;
    }

    void register() {
        dynamo.on("PutItem", PutItemRequest.class, this::put);
        dynamo.on("BatchWriteItem", BatchWriteItemRequest.class, this::batch);
    }

    private SdkPojo put(PutItemRequest request) {
        SimulatedTable table = dynamo.table(request.tableName());
        Map<String, AttributeValue> before = table.items.get(key(table, request.item()));
        if (request.conditionExpression() != null) {
            Matcher condition = NOT_EXISTS.matcher(request.conditionExpression());
            if (!condition.matches()) {
                throw new UnsupportedOperationException("condition " + request.conditionExpression());
            }
            if (before != null && before.containsKey(condition.group(1))) {
                throw new SimulatedError(400, "ConditionalCheckFailedException", "The conditional request failed");
            }
        }
        table.items.put(key(table, request.item()), request.item());
        return PutItemResponse.builder().build();
    }

    private SdkPojo batch(BatchWriteItemRequest request) {
        int count =
                request.requestItems().values().stream().mapToInt(List::size).sum();
        if (count > MOST) {
            throw DynamoErrors.validation("Too many items requested for the BatchWriteItem call");
        }
        Map<String, List<WriteRequest>> left = new LinkedHashMap<>();
        request.requestItems().forEach((name, writes) -> {
            SimulatedTable table = dynamo.table(name);
            Set<Map<String, AttributeValue>> seen = new HashSet<>();
            for (WriteRequest write : writes) {
                Map<String, AttributeValue> item = write.putRequest() != null
                        ? write.putRequest().item()
                        : write.deleteRequest().key();
                if (!seen.add(key(table, item))) {
                    throw DynamoErrors.validation("Provided list of item keys contains duplicates");
                }
                if (dynamo.takesAnother()) {
                    write(table, write, item);
                } else {
                    left.computeIfAbsent(name, each -> new ArrayList<>()).add(write);
                }
            }
        });
        return BatchWriteItemResponse.builder().unprocessedItems(left).build();
    }

    private static void write(SimulatedTable table, WriteRequest write, Map<String, AttributeValue> item) {
        if (write.putRequest() != null) {
            table.items.put(key(table, item), item);
        } else {
            table.items.remove(key(table, item));
        }
    }

    private static Map<String, AttributeValue> key(SimulatedTable table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        table.shown.keySchema().forEach(part -> key.put(part.attributeName(), item.get(part.attributeName())));
        return key;
    }
}
