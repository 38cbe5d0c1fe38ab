package io.ordermig.dynamo.backfill;

import static io.ordermig.dynamo.backfill.Orders.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoExtension.class)
class ItemBackfillKillTest {

    private static final int ITEMS = 2500;
    private static final int KILLS = 10;

    @Test
    void changesEachItemOnceThoughItIsKilledAtTenInstants(TestTables tables) throws Exception {
        Orders orders =
                new Orders(tables.client(), tables.name("orders")).create().put(ITEMS, i -> Map.of());
        TableCheckpoints checkpoints = new TableCheckpoints(tables.client(), tables.name("checkpoints")).create();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int midst = 0;

        for (int kill = 0; kill < KILLS; kill++) {
            long before = changed(orders);
            Process process = start(tables, "100");
            awaitLine(process, "begins");
            if (kill % 3 == 0) {
                Thread.sleep(random.nextInt(1500));
            } else {
                awaitChange(orders, before);
                Thread.sleep(random.nextInt(500));
            }
            assertThat(process.isAlive()).as("seed %s, kill %s", seed, kill).isTrue();
            process.destroyForcibly().waitFor();
            long after = changed(orders);
            midst += after > before && after < ITEMS ? 1 : 0;
        }
        assertThat(midst).as("kills in the midst of it, seed %s", seed).isGreaterThan(KILLS / 2);
        assertThat(checkpoints.all("1")).isNotEmpty();

        Process last = start(tables, "100000");
        awaitLine(last, "is done");

        assertThat(last.waitFor()).isZero();
        assertThat(orders.items())
                .hasSize(ITEMS)
                .allSatisfy(item -> assertThat(item).containsEntry(Orders.TOUCHED, number(1)));
        assertThat(checkpoints.all("1")).isEmpty();
    }

    /** How many items are changed, each of them once. */
    private static long changed(Orders orders) {
        List<Map<String, AttributeValue>> changed = orders.items().stream()
                .filter(item -> item.containsKey(Orders.TOUCHED))
                .toList();
        assertThat(changed).allSatisfy(item -> assertThat(item).containsEntry(Orders.TOUCHED, number(1)));
        return changed.size();
    }

    private static void awaitChange(Orders orders, long before) throws InterruptedException {
        for (int look = 0; look < 600 && changed(orders) == before; look++) {
            Thread.sleep(20);
        }
    }

    private static Process start(TestTables tables, String writesPerSecond) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BackfillProcess.class.getName(),
                        tables.endpoint().toString(),
                        tables.name("orders"),
                        tables.name("checkpoints"),
                        writesPerSecond)
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitLine(Process process, String line) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String next = output.readLine(); next != null; next = output.readLine()) {
            all.append(next).append('\n');
            if (next.equals(line)) {
                return;
            }
        }
        throw new AssertionError("ended without: " + line + "\n" + all);
    }
}
