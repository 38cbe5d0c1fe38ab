package io.ordermig.example.orders;

import io.ordermig.testing.TestTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** The state now, without the table of the ledger. */
    static TablesState of(TestTables tables, String ledger) {
        SortedMap<String, List<String>> lines = new TreeMap<>();
        for (String table : tables.names()) {
            if (!table.equals(ledger)) {
                lines.put(table, state(tables, table));
            }
        }
        return new TablesState(lines);
    }

    private static List<String> state(TestTables tables, String table) {
        List<String> state = new ArrayList<>();
        state.add(described(tables.client()
                        .describeTable(request -> request.tableName(table))
                        .table())
                .toString());
        state.add(tables.client()
                .describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription()
                .toString());
        tables.items(table).stream()
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
