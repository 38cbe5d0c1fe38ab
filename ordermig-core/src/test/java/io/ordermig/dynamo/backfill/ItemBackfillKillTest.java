package io.ordermig.dynamo.backfill;

import static io.ordermig.dynamo.backfill.Orders.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.DynamoRelay;
import io.ordermig.testing.DynamoRelay.Fate;
import io.ordermig.testing.TestTables;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A backfill in processes that are killed, with its checkpoints in the ledger. */
@ExtendWith(DynamoExtension.class)
@Timeout(120)
class ItemBackfillKillTest {

    private static final int ITEMS = 500;
    private static final int KILLS = 5;
    private static final int SIGKILL = 128 + 9;

    /** Fewer than a run needs for its part of the items, so that each is killed before the last of them. */
    private static final int MOST_CALLS = ITEMS / KILLS;

    private static final List<Fate> FATES = List.of(Fate.PASS, Fate.LOST, Fate.ANSWER_LOST);

    @TempDir
    private Path folder;

    @Test
    void changesEachItemOnceThoughItIsKilledAgainAndAgain(TestTables tables) throws Exception {
        Orders orders =
                new Orders(tables.client(), tables.name("orders")).create().put(ITEMS, i -> Map.of());
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int kill = 0; kill < KILLS; kill++) {
            // the first at any call, also before there is a checkpoint; the last one certainly after that
            int calls = kill == KILLS - 1 ? MOST_CALLS : 1 + random.nextInt(MOST_CALLS);
            Fate fate = FATES.get(random.nextInt(FATES.size()));
            String instant = "seed " + seed + ", kill " + kill + " at call " + calls + ", which is " + fate;
            killAt(tables, calls, fate, instant);
            touchedAtMostOnce(orders, instant);
        }

        try (OpenLedger ledger = OpenLedger.of(tables.client(), tables.name("ledger"), BackfillProcess.LEASE)) {
            CheckpointStore checkpoints = ledger.checkpoints();
            assertThat(checkpoints.all(BackfillProcess.NAME))
                    .as("seed %s", seed)
                    .isNotEmpty();
            BackfillOutcome outcome = Orders.backfill(tables.client(), checkpoints, BackfillProcess.OPTIONS)
                    .run(BackfillProcess.NAME, Orders.MIGRATION, orders.typed());

            assertThat(outcome.resumed()).as("seed %s", seed).isTrue();
            assertThat(outcome.counts().lookedAt()).as("seed %s", seed).isEqualTo(ITEMS);
            assertThat(orders.items())
                    .as("seed %s", seed)
                    .hasSize(ITEMS)
                    .allSatisfy(item -> assertThat(item).containsEntry(Orders.TOUCHED, number(1)));
            assertThat(checkpoints.all(BackfillProcess.NAME)).isEmpty();
        }
    }

    /** Kills a run when it makes that call for the backfill, whatever its threads are doing meanwhile. */
    private void killAt(TestTables tables, int calls, Fate fate, String instant) throws Exception {
        CompletableFuture<Process> process = new CompletableFuture<>();
        AtomicInteger made = new AtomicInteger();
        Path output = Files.createTempFile(folder, "run", ".log");
        try (DynamoRelay relay = new DynamoRelay(tables.endpoint());
                DynamoDbClient way = relay.client()) {
            relay.judge(call -> {
                boolean ofBackfill = call.body().contains(tables.name("orders"))
                        || call.body().contains("checkpoint#");
                if (ofBackfill && made.incrementAndGet() == calls) {
                    process.join().destroyForcibly();
                    return fate;
                }
                return Fate.PASS;
            });
            String endpoint = way.serviceClientConfiguration()
                    .endpointOverride()
                    .orElseThrow()
                    .toString();
            process.complete(start(tables, endpoint, output.toFile()));
            assertThat(process.join().waitFor())
                    .as(() -> instant + "\n" + text(output))
                    .isEqualTo(SIGKILL);
        } finally {
            process.join().destroyForcibly();
        }
        freeTheLock(tables);
    }

    /** As the guide of the ledger says, so that the next run need not wait for the lease. The last one does. */
    private static void freeTheLock(TestTables tables) {
        Map<String, AttributeValue> key =
                Map.of("kind", AttributeValue.fromS("ledger"), "id", AttributeValue.fromS("lock"));
        tables.client()
                .updateItem(request -> request.tableName(tables.name("ledger"))
                        .key(key)
                        .updateExpression("REMOVE #t")
                        .expressionAttributeNames(Map.of("#t", "token")));
    }

    private static void touchedAtMostOnce(Orders orders, String instant) {
        assertThat(orders.items().stream().filter(item -> item.containsKey(Orders.TOUCHED)))
                .as(instant)
                .hasSizeLessThan(ITEMS)
                .allSatisfy(item -> assertThat(item).containsEntry(Orders.TOUCHED, number(1)));
    }

    private static Process start(TestTables tables, String endpoint, File output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BackfillProcess.class.getName(),
                        endpoint,
                        tables.name("orders"),
                        tables.name("ledger"))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
