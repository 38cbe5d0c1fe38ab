import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table of orders that {@link DynamoBackfill} goes through. */
record DynamoBackfillTable(DynamoDbClient client) {

    private static final int BATCH = 25;

    /** Makes the table of orders anew, with items of some 400 bytes that carry a number. */
    void fill(int count, int version) {
        try {
            client.deleteTable(table -> table.tableName(DynamoBackfillSide.TABLE));
        } catch (ResourceNotFoundException none) {
            // the first time
        }
        client.createTable(table -> table.tableName(DynamoBackfillSide.TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(attribute("id", ScalarAttributeType.S)))
                .keySchema(List.of(key("id", KeyType.HASH))));
        IntStream.range(0, (count + BATCH - 1) / BATCH).parallel().forEach(batch -> {
            List<WriteRequest> writes = IntStream.range(batch * BATCH, Math.min(count, (batch + 1) * BATCH))
                    .mapToObj(i -> WriteRequest.builder()
                            .putRequest(put -> put.item(order(i, version)))
                            .build())
                    .toList();
            client.batchWriteItem(write -> write.requestItems(Map.of(DynamoBackfillSide.TABLE, writes)));
        });
    }

    /** How many orders carry a number. */
    long count(int version) {
        return client
                .scanPaginator(scan -> scan.tableName(DynamoBackfillSide.TABLE)
                        .consistentRead(true)
                        .select(Select.COUNT)
                        .filterExpression("formVersion = :v")
                        .expressionAttributeValues(Map.of(":v", number(version))))
                .stream()
                .mapToLong(page -> page.count())
                .sum();
    }

    private static Map<String, AttributeValue> order(int i, int version) {
        Map<String, AttributeValue> order = new HashMap<>();
        order.put("id", AttributeValue.fromS("order-" + i));
        order.put("formVersion", number(version));
        order.put("customer", AttributeValue.fromS("customer-" + i % 9973));
        order.put("total", number(i % 100_000));
        order.put("note", AttributeValue.fromS("n".repeat(300)));
        return order;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
