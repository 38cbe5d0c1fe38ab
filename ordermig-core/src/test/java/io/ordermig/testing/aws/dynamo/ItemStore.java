package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.TestDynamo;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Where the items of a simulator's tables are: in an account of its own on a DynamoDB Local, which is started with the
 * first item. A table is made there when its items are first asked for, and its indexes follow the simulated ones from
 * then on, each time that items are asked for.
 */
final class ItemStore {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Supplier<TestDynamo.Server> server;
    private final Map<SimulatedTable, Set<GlobalSecondaryIndex>> kept = new HashMap<>();
    private Optional<DynamoDbClient> client = Optional.empty();

    ItemStore(Supplier<TestDynamo.Server> server) {
        this.server = server;
    }

    /** Whether nothing was ever kept here. */
    boolean isUnused() {
        return client.isEmpty();
    }

    DynamoDbClient client() {
        if (client.isEmpty()) {
            client = Optional.of(TestDynamo.account(server.get()).client());
        }
        return client.get();
    }

    /** Makes the table here like the simulated one: the same keys, and the indexes that items are written to. */
    void match(SimulatedTable table) {
        Set<GlobalSecondaryIndex> wanted = writtenTo(table);
        Set<GlobalSecondaryIndex> there = kept.get(table);
        if (there == null) {
            create(table, wanted);
        } else {
            there.stream().filter(index -> !wanted.contains(index)).forEach(index -> delete(table, index));
            wanted.stream().filter(index -> !there.contains(index)).forEach(index -> create(table, index));
        }
        kept.put(table, wanted);
    }

    /** Takes the table away, and its items with it. */
    void drop(SimulatedTable table) {
        if (kept.remove(table) != null) {
            client().deleteTable(request -> request.tableName(name(table)));
            await(table, () -> described(table).isEmpty());
        }
    }

    /** All items of a table. */
    List<Map<String, AttributeValue>> items(SimulatedTable table) {
        return kept.containsKey(table)
                ? client()
                        .scanPaginator(request -> request.tableName(name(table)).consistentRead(true))
                        .items()
                        .stream()
                        .toList()
                : List.of();
    }

    /** What is said of a table, with the number and size of its items, unless a test has said something of these. */
    TableDescription counted(SimulatedTable table) {
        if (!kept.containsKey(table) || table.shown.itemCount() != 0) {
            return table.shown;
        }
        TableDescription here = described(table).orElseThrow();
        return table.shown.toBuilder()
                .itemCount(here.itemCount())
                .tableSizeBytes(here.tableSizeBytes())
                .build();
    }

    /** The new items are in an index from the time on when it is filled with the old ones. */
    private static Set<GlobalSecondaryIndex> writtenTo(SimulatedTable table) {
        return table.shown.globalSecondaryIndexes().stream()
                .filter(index -> index.indexStatus() == IndexStatus.ACTIVE || Boolean.TRUE.equals(index.backfilling()))
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection())
                        .build())
                .collect(Collectors.toSet());
    }

    private void create(SimulatedTable table, Set<GlobalSecondaryIndex> indexes) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name(table))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(table.shown.keySchema())
                .attributeDefinitions(definitions(table, indexes));
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes);
        }
        if (table.shown.hasLocalSecondaryIndexes()) {
            request.localSecondaryIndexes(table.shown.localSecondaryIndexes().stream()
                    .map(index -> LocalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        client().createTable(request.build());
        await(table, () -> isSettled(table));
    }

    private void create(SimulatedTable table, GlobalSecondaryIndex index) {
        client().updateTable(request -> request.tableName(name(table))
                .attributeDefinitions(definitions(table, Set.of(index)))
                .globalSecondaryIndexUpdates(update -> update.create(create -> create.indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection()))));
        await(table, () -> isSettled(table));
    }

    private void delete(SimulatedTable table, GlobalSecondaryIndex index) {
        client().updateTable(request -> request.tableName(name(table))
                .globalSecondaryIndexUpdates(update -> update.delete(delete -> delete.indexName(index.indexName()))));
        await(table, () -> isSettled(table));
    }

    private static List<AttributeDefinition> definitions(SimulatedTable table, Set<GlobalSecondaryIndex> indexes) {
        Set<String> used = new HashSet<>();
        add(used, table.shown.keySchema());
        table.shown.localSecondaryIndexes().forEach(index -> add(used, index.keySchema()));
        indexes.forEach(index -> add(used, index.keySchema()));
        return table.shown.attributeDefinitions().stream()
                .filter(each -> used.contains(each.attributeName()))
                .toList();
    }

    private static void add(Set<String> names, List<KeySchemaElement> keys) {
        keys.forEach(part -> names.add(part.attributeName()));
    }

    private boolean isSettled(SimulatedTable table) {
        return described(table)
                .filter(here -> here.tableStatus() == TableStatus.ACTIVE)
                .filter(here -> here.globalSecondaryIndexes().stream()
                        .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE))
                .isPresent();
    }

    private Optional<TableDescription> described(SimulatedTable table) {
        try {
            return Optional.of(client().describeTable(request -> request.tableName(name(table)))
                    .table());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    private static String name(SimulatedTable table) {
        return table.shown.tableName();
    }

    /** DynamoDB Local takes its time for indexes, too: real time, of which the simulated one knows nothing. */
    private static void await(SimulatedTable table, BooleanSupplier done) {
        long begun = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("DynamoDB Local does not get ready with " + table.shown);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
