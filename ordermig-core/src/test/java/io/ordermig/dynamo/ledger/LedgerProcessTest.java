package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.LEASE;
import static io.ordermig.dynamo.ledger.Ledgers.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The lock between programs, as builds are. */
@ExtendWith(DynamoExtension.class)
@Timeout(240)
class LedgerProcessTest {

    private static final int PROCESSES = 8;

    @Test
    void eightThatStartTogetherHaveTheLockOneAfterTheOther(TestTables tables) throws Exception {
        createCounter(tables);
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(Child.start("count", tables, "run" + i));
            }
            for (Child child : children) {
                child.expect("ready");
            }
            for (Child child : children) {
                child.go();
            }
            List<Interval> intervals = new ArrayList<>();
            for (Child child : children) {
                intervals.add(new Interval(child.number("got "), child.number("gave ")));
                assertThat(child.process.waitFor()).isZero();
            }
            intervals.sort(Comparator.comparing(Interval::from));

            for (int i = 1; i < PROCESSES; i++) {
                assertThat(intervals.get(i).from())
                        .isGreaterThan(intervals.get(i - 1).to());
            }
            assertThat(tables.items(tables.name("counter")))
                    .singleElement()
                    .satisfies(item -> assertThat(item.get("count").n()).isEqualTo("8"));
            assertThat(Ledgers.of(tables, "any").read().holder()).isEmpty();
            long span = intervals.get(PROCESSES - 1).to() - intervals.get(0).from();
            System.out.printf("%d processes had the lock within %d ms%n", PROCESSES, span / 1_000_000);
        } finally {
            children.forEach(child -> child.process.destroyForcibly());
        }
    }

    @Test
    void whenAHolderIsKilledTheNextOneGetsTheLockAfterTheLeaseAndGoesOn(TestTables tables) throws Exception {
        Ledger ledger = Ledgers.of(tables, "next");
        Child child = Child.start("hold", tables, "killed");
        try {
            child.expect("ready");
            child.go();
            child.number("got ");
            child.expect("holding");
            child.process.destroyForcibly().waitFor();
            long killed = System.nanoTime();

            try (LedgerLock lock = Ledgers.acquire(ledger)) {
                Duration waited = Duration.ofNanos(System.nanoTime() - killed);
                System.out.printf("got the lock of a killed process after %d ms%n", waited.toMillis());
                assertThat(waited).isBetween(LEASE, LEASE.plusSeconds(4));
                assertThat(LedgerInventory.of(ledger.read(), List.of(migration("1")))
                                .rows())
                        .extracting(LedgerInventory.Row::state)
                        .containsExactly(MigrationState.HALF_DONE);
                MigrationRow row = ledger.history(lock).begin(migration("1"));
                assertThat(row.work().operationsDone()).isEqualTo(1);
            }
        } finally {
            child.process.destroyForcibly();
        }
    }

    private static void createCounter(TestTables tables) {
        tables.client()
                .createTable(request -> request.tableName(tables.name("counter"))
                        .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                        .attributeDefinitions(name -> name.attributeName("id").attributeType(ScalarAttributeType.S))
                        .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private record Interval(Long from, long to) {}

    /** Another JVM. */
    private record Child(Process process, BufferedReader output) {

        static Child start(String mode, TestTables tables, String run) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LedgerChild.class.getName(),
                            mode,
                            tables.endpoint().toString(),
                            tables.prefix(),
                            run)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(process, process.inputReader());
        }

        void go() throws IOException {
            process.outputWriter().write("go\n");
            process.outputWriter().flush();
        }

        void expect(String line) throws IOException {
            assertThat(output.readLine()).isEqualTo(line);
        }

        long number(String prefix) throws IOException {
            String line = output.readLine();
            assertThat(line).startsWith(prefix);
            return Long.parseLong(line.substring(prefix.length()));
        }
    }
}
