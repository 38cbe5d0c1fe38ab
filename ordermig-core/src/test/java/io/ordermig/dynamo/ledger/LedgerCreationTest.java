package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

@ExtendWith(DynamoExtension.class)
class LedgerCreationTest {

    @Test
    void readingNeverCreatesTheTable(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "reader");

        assertThat(ledger.read()).isEqualTo(LedgerContents.NONE);
        assertThat(ledger.audit()).isEmpty();
        assertThat(tables.names()).isEmpty();
    }

    @Test
    void theFirstLockCreatesATableThatIsProtectedAndPaidByUse(TestTables tables) {
        Ledgers.acquire(Ledgers.of(tables, "first")).close();

        TableDescription table = tables.client()
                .describeTable(request -> request.tableName(tables.name("ledger")))
                .table();
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.deletionProtectionEnabled()).isTrue();
        assertThat(table.keySchema())
                .extracting(key -> key.attributeName() + " " + key.keyType())
                .containsExactly("kind HASH", "id RANGE");
        assertThat(tables.items(tables.name("ledger")))
                .filteredOn(item -> item.get("id").s().equals("schema"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("schemaVersion").n()).isEqualTo("1"));
    }

    /** DynamoDB Local has no backups. */
    @Test
    void saysNothingOfRecoveryWhereTheServerHasNone(TestTables tables) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Ledger ledger = Ledgers.of(tables, "first", tables.client(), warnings);

        Ledgers.acquire(ledger).close();
        Ledgers.acquire(ledger).close();

        assertThat(warnings).isEmpty();
    }

    @Test
    void manyMayCreateItAtOnce(TestTables tables) throws Exception {
        int runs = 6;
        CyclicBarrier together = new CyclicBarrier(runs);
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        try {
            List<Callable<Long>> creators = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                Ledger ledger = Ledgers.of(tables, "run" + i);
                creators.add(() -> {
                    together.await();
                    try (LedgerLock lock = Ledgers.acquire(ledger)) {
                        return lock.holder().term();
                    }
                });
            }
            List<Long> terms = new ArrayList<>();
            for (Future<Long> creator : threads.invokeAll(creators)) {
                terms.add(creator.get());
            }

            assertThat(terms).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(tables.names()).containsExactly(tables.name("ledger"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void goesOnWhereARunWasKilledBetweenTheTableAndItsFirstItem(TestTables tables) {
        create(tables, "kind", "id");

        Ledgers.acquire(Ledgers.of(tables, "second")).close();

        assertThat(tables.items(tables.name("ledger")))
                .extracting(item -> item.get("id").s())
                .containsExactlyInAnyOrder("schema", "lock");
    }

    @Test
    void aLedgerOfANewerVersionIsNeitherReadNorWritten(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "old");
        Ledgers.acquire(ledger).close();
        tables.client()
                .putItem(request -> request.tableName(tables.name("ledger"))
                        .item(Map.of(
                                "kind", AttributeValue.fromS("ledger"),
                                "id", AttributeValue.fromS("schema"),
                                "schemaVersion", AttributeValue.fromN("2"))));

        assertThat(problemOf(ledger::read).code()).isEqualTo(LedgerProblem.LEDGER_NEWER);
        assertThat(problemOf(() -> Ledgers.acquire(ledger)).details().get(0))
                .isEqualTo("It has layout 2, and this version knows layouts up to 1.");
    }

    @Test
    void anotherTableIsLeftAlone(TestTables tables) {
        create(tables, "orderId", "at");
        Ledger ledger = Ledgers.of(tables, "run");

        Problem reading = problemOf(ledger::read);
        Problem writing = problemOf(() -> Ledgers.acquire(ledger));

        assertThat(reading.code()).isEqualTo(LedgerProblem.NOT_A_LEDGER);
        assertThat(writing.code()).isEqualTo(LedgerProblem.NOT_A_LEDGER);
        assertThat(writing.where()).isEqualTo(tables.name("ledger"));
        assertThat(tables.items(tables.name("ledger"))).isEmpty();
    }

    private static void create(TestTables tables, String hash, String range) {
        tables.client()
                .createTable(request -> request.tableName(tables.name("ledger"))
                        .keySchema(
                                key -> key.attributeName(hash).keyType(KeyType.HASH),
                                key -> key.attributeName(range).keyType(KeyType.RANGE))
                        .attributeDefinitions(
                                name -> name.attributeName(hash).attributeType(ScalarAttributeType.S),
                                name -> name.attributeName(range).attributeType(ScalarAttributeType.S))
                        .billingMode(BillingMode.PAY_PER_REQUEST));
    }
}
