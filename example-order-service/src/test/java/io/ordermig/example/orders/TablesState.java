package io.ordermig.example.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Everything that an inverse has to restore: how each table is described, and each of its items. Times, ARNs and counts
 * are left out, and how a table was paid for before.
 *
 * @param lines for each table its description and its items, sorted
 */
record TablesState(SortedMap<String, List<String>> lines) {

    /** The state of some tables now. */
    static TablesState of(DynamoDbClient client, Collection<String> tables) {
        SortedMap<String, List<String>> lines = new TreeMap<>();
        tables.forEach(table -> lines.put(table, state(client, table)));
        return new TablesState(lines);
    }

    private static List<String> state(DynamoDbClient client, String table) {
        List<String> state = new ArrayList<>();
        state.add(described(client.describeTable(request -> request.tableName(table))
                        .table())
                .toString());
        state.add(client.describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription()
                .toString());
        client.scan(request -> request.tableName(table).consistentRead(true)).items().stream()
                .map(item -> new TreeMap<>(item).toString())
                .sorted()
                .forEach(state::add);
        return state;
    }

    private static TableDescription described(TableDescription table) {
        boolean byUse = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return table.toBuilder()
                .creationDateTime(null)
                .tableArn(null)
                .tableId(null)
                .itemCount(null)
                .tableSizeBytes(null)
                .latestStreamArn(null)
                .latestStreamLabel(null)
                .billingModeSummary(
                        summary -> summary.billingMode(byUse ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED))
                .provisionedThroughput(units(table.provisionedThroughput()))
                .attributeDefinitions(table.attributeDefinitions().stream()
                        .sorted(Comparator.comparing(AttributeDefinition::attributeName))
                        .toList())
                .globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                        .sorted(Comparator.comparing(GlobalSecondaryIndexDescription::indexName))
                        .map(TablesState::described)
                        .toList())
                .build();
    }

    private static GlobalSecondaryIndexDescription described(GlobalSecondaryIndexDescription index) {
        return index.toBuilder()
                .indexArn(null)
                .itemCount(null)
                .indexSizeBytes(null)
                .provisionedThroughput(units(index.provisionedThroughput()))
                .build();
    }

    private static ProvisionedThroughputDescription units(ProvisionedThroughputDescription throughput) {
        return ProvisionedThroughputDescription.builder()
                .readCapacityUnits(throughput.readCapacityUnits())
                .writeCapacityUnits(throughput.writeCapacityUnits())
                .build();
    }
}
