package io.ordermig.dynamo.backfill;

import io.ordermig.aws.Aws;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Keeps checkpoints in a table of their own. */
final class TableCheckpoints implements CheckpointStore {

    private final DynamoDbClient client;
    private final String table;

    TableCheckpoints(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    TableCheckpoints create() {
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("backfill").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("number").attributeType(ScalarAttributeType.N))
                .keySchema(
                        k -> k.attributeName("backfill").keyType(KeyType.HASH),
                        k -> k.attributeName("number").keyType(KeyType.RANGE)));
        return this;
    }

    @Override
    public Map<Integer, Kept> all(String backfill) {
        return Aws.call("dynamodb:Query", () -> {
            Map<Integer, Kept> all = new HashMap<>();
            client.queryPaginator(request -> request.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("backfill = :b")
                            .expressionAttributeValues(Map.of(":b", AttributeValue.fromS(backfill))))
                    .items()
                    .forEach(item -> all.put(Integer.parseInt(item.get("number").n()), kept(item)));
            return all;
        });
    }

    @Override
    public Kept put(String backfill, int number, Optional<Kept> expected, Map<String, AttributeValue> content) {
        long revision = expected.map(Kept::revision).orElse(0L);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":new", AttributeValue.fromN(Long.toString(revision + 1)));
        values.put(":content", AttributeValue.fromM(content));
        if (revision > 0) {
            values.put(":old", AttributeValue.fromN(Long.toString(revision)));
        }
        return Aws.call("dynamodb:UpdateItem", () -> {
            try {
                client.updateItem(request -> request.tableName(table)
                        .key(key(backfill, number))
                        .updateExpression("SET revision = :new, content = :content")
                        .conditionExpression(revision > 0 ? "revision = :old" : "attribute_not_exists(revision)")
                        .expressionAttributeValues(values)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return new Kept(revision + 1, content);
            } catch (ConditionalCheckFailedException other) {
                return other.hasItem() ? kept(other.item()) : new Kept(0, Map.of());
            }
        });
    }

    @Override
    public void forget(String backfill) {
        all(backfill)
                .keySet()
                .forEach(number ->
                        client.deleteItem(request -> request.tableName(table).key(key(backfill, number))));
    }

    private static Map<String, AttributeValue> key(String backfill, int number) {
        return Map.of(
                "backfill", AttributeValue.fromS(backfill), "number", AttributeValue.fromN(Integer.toString(number)));
    }

    private static Kept kept(Map<String, AttributeValue> item) {
        return new Kept(
                Long.parseLong(item.get("revision").n()), item.get("content").m());
    }
}
