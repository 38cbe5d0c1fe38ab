package io.ordermig.dynamo.backfill;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table of orders, each with a number within its customer, whose changes count themselves. */
final class Orders {

    static final MigrationRef MIGRATION =
            new MigrationRef("dynamodb", "1", "backfill", "V1__backfill.yaml", "YAML", "migrate", false);

    /** Sets what is missing, and counts how often. */
    static final String TOUCHED = "touched";

    private final DynamoDbClient client;
    private final String table;

    Orders(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    String table() {
        return table;
    }

    Orders create() {
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("customer").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("order").attributeType(ScalarAttributeType.N))
                .keySchema(
                        k -> k.attributeName("customer").keyType(KeyType.HASH),
                        k -> k.attributeName("order").keyType(KeyType.RANGE)));
        return this;
    }

    Orders put(int count, IntFunction<Map<String, AttributeValue>> attributes) {
        List<WriteRequest> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, AttributeValue> item = new HashMap<>(key(i));
            item.putAll(attributes.apply(i));
            batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
            if (batch.size() == 25 || i == count - 1) {
                List<WriteRequest> full = List.copyOf(batch);
                client.batchWriteItem(request -> request.requestItems(Map.of(table, full)));
                batch.clear();
            }
        }
        return this;
    }

    static Map<String, AttributeValue> key(int i) {
        return Map.of("customer", text("c" + i % 97), "order", number(i));
    }

    Map<String, AttributeValue> get(int i) {
        return client.getItem(request -> request.tableName(table).key(key(i)).consistentRead(true))
                .item();
    }

    List<Map<String, AttributeValue>> items() {
        return client.scanPaginator(request -> request.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }

    /** Gives each order a type that has none, and counts how often. */
    BackfillSpec typed() {
        return spec(
                "SET #type = :standard ADD touched :one",
                "attribute_not_exists(#type)",
                Map.of("#type", "type"),
                Map.of(":standard", text("STANDARD"), ":one", number(1)));
    }

    BackfillSpec spec(String update, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
        return new BackfillSpec(table, update, condition, names, values, 0, Optional.empty());
    }

    static ItemBackfill backfill(
            DynamoDbClient client, CheckpointStore checkpoints, BackfillOptions options, RunListener... listeners) {
        return backfill(client, checkpoints, options, Clock.systemUTC(), Sleeper.SYSTEM, listeners);
    }

    static ItemBackfill backfill(
            DynamoDbClient client,
            CheckpointStore checkpoints,
            BackfillOptions options,
            Clock clock,
            Sleeper sleeper,
            RunListener... listeners) {
        return new ItemBackfill(new ItemBackfill.Context(
                client, checkpoints, options, clock, sleeper, new RunEvents(clock, List.of(listeners))));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
