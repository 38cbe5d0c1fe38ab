package io.ordermig.dynamo.backfill;

import static io.ordermig.dynamo.backfill.Orders.MIGRATION;
import static io.ordermig.dynamo.backfill.Orders.number;
import static io.ordermig.dynamo.backfill.Orders.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import io.ordermig.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@ExtendWith(DynamoExtension.class)
class TableFactsTest {

    private static final long GB = 1L << 30;

    @Test
    void dividesATableIntoASegmentForEach2GbAndSeveralForEachWorker() {
        assertThat(ofSize(0).segments(8)).isEqualTo(8);
        assertThat(ofSize(GB).segments(8)).isEqualTo(32);
        assertThat(ofSize(100 * GB).segments(8)).isEqualTo(50);
        assertThat(ofSize(100 * GB + 1).segments(8)).isEqualTo(51);
        assertThat(ofSize(4_000_000 * GB).segments(8)).isEqualTo(1_000_000);
    }

    @Test
    void knowsTheCapacityOfATableOnDemand(TestTables tables) {
        Orders orders = new Orders(tables.client(), tables.name("orders")).create();

        TableFacts facts = TableFacts.of(tables.client(), orders.table());

        assertThat(facts.keys()).containsExactly("customer", "order");
        assertThat(facts.readUnits()).isEqualTo(12_000);
        assertThat(facts.writeUnits()).isEqualTo(4_000);
        assertThat(facts.indexWriteUnits()).isEmpty();
        assertThat(facts.ttlAttribute()).isEmpty();
    }

    @Test
    void keepsTheLimitOfTheIndexWithTheLeastCapacity(TestTables tables) throws Exception {
        String table = tables.name("orders");
        provisioned(tables, table);
        Orders orders = new Orders(tables.client(), table).put(100, i -> Map.of());
        VirtualTime time = new VirtualTime();
        Instant begun = time.instant();
        BackfillOptions options = BackfillOptions.DEFAULTS.withWorkers(1);

        assertThat(TableFacts.of(tables.client(), table).indexWriteUnits()).containsEntry("by_type", 10.0);
        try (OpenLedger ledger = OpenLedger.of(tables.client(), tables.name("ledger"))) {
            Orders.backfill(tables.client(), ledger.checkpoints(), options, time, time)
                    .run("1", MIGRATION, orders.typed());
        }

        // half of 10 units a second, and the first second's at once
        assertThat(Duration.between(begun, time.instant())).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(21));
        assertThat(orders.items())
                .allSatisfy(item ->
                        assertThat(item).containsEntry("type", text("STANDARD")).containsEntry("touched", number(1)));
    }

    private static void provisioned(TestTables tables, String table) {
        tables.client()
                .createTable(request -> request.tableName(table)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1000L).writeCapacityUnits(1000L))
                        .attributeDefinitions(
                                a -> a.attributeName("customer").attributeType(ScalarAttributeType.S),
                                a -> a.attributeName("order").attributeType(ScalarAttributeType.N),
                                a -> a.attributeName("type").attributeType(ScalarAttributeType.S))
                        .keySchema(
                                k -> k.attributeName("customer").keyType(KeyType.HASH),
                                k -> k.attributeName("order").keyType(KeyType.RANGE))
                        .globalSecondaryIndexes(index -> index.indexName("by_type")
                                .keySchema(k -> k.attributeName("type").keyType(KeyType.HASH))
                                .projection(p -> p.projectionType(ProjectionType.ALL))
                                .provisionedThroughput(
                                        units -> units.readCapacityUnits(10L).writeCapacityUnits(10L))));
    }

    private static TableFacts ofSize(long bytes) {
        return new TableFacts("orders", "id", List.of("id"), bytes, 0, 100, 100, Map.of(), "");
    }
}
