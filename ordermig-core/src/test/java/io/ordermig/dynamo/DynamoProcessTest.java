package io.ordermig.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RunEvent;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.DynamoRuns;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.TestDynamo;
import io.ordermig.testing.TestTables;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Several builds deploy at once. */
@ExtendWith(DynamoExtension.class)
@Timeout(240)
class DynamoProcessTest {

    private static final int PROCESSES = 8;

    @TempDir
    Path temp;

    /** The other builds. Each says {@code ready}, waits for a line, migrates, and says what it has applied and found. */
    static final class Build {

        private Build() {}

        public static void main(String[] arguments) throws Exception {
            URI endpoint = URI.create(arguments[0]);
            try (DynamoDbClient client = TestDynamo.client(endpoint)) {
                TestTables tables = new TestTables(client, endpoint, arguments[1]);
                DynamoRuns runs = new DynamoRuns(tables, new MigrationFolder(Path.of(arguments[2])))
                        .with("dynamoLockTimeout", "2m");
                System.out.println("ready");
                System.in.read();
                int applied = runs.dynamo().migrate().applied().size();
                System.out.println(applied + " applied by "
                        + runs.events().of(RunEvent.TableCallStarted.class).size() + " calls");
            }
        }
    }

    @Test
    void oneOfEightThatStartTogetherAppliesWhatIsPendingAndTheOthersFindNothing(TestTables tables) throws Exception {
        MigrationFolder folder = new MigrationFolder(temp.resolve("db"))
                .with(
                        "V1__orders.yaml",
                        "- CreateTable:",
                        "    TableName: ${t}orders",
                        "    KeySchema: [{AttributeName: id, KeyType: HASH}]",
                        "    AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
                        "    BillingMode: PAY_PER_REQUEST")
                .with("V2__seed.yaml", "- PutItem: {TableName: '${t}orders', Item: {id: {S: a}, visits: {N: '0'}}}")
                .with(
                        "V3__count.yaml",
                        "- Backfill:",
                        "    TableName: ${t}orders",
                        "    UpdateExpression: 'SET visits = visits + :one, counted = :one'",
                        "    ConditionExpression: attribute_not_exists(counted)",
                        "    ExpressionAttributeValues: {':one': {N: '1'}}");
        List<Process> builds = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                builds.add(start(tables, folder));
                outputs.add(builds.get(i).inputReader());
            }
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            for (Process build : builds) {
                build.outputWriter().write("go\n");
                build.outputWriter().flush();
            }
            List<String> said = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                said.add(outputs.get(i).readLine());
                assertThat(builds.get(i).waitFor()).isZero();
            }

            assertThat(said).filteredOn("3 applied by 2 calls"::equals).hasSize(1);
            assertThat(said).filteredOn("0 applied by 0 calls"::equals).hasSize(PROCESSES - 1);
            assertThat(tables.items(tables.name("orders")))
                    .singleElement()
                    .satisfies(item -> assertThat(item.get("visits").n()).isEqualTo("1"));
            assertThat(tables.items(tables.name("ledger")))
                    .filteredOn(item -> item.get("kind").s().equals("audit"))
                    .hasSize(3);
        } finally {
            builds.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(TestTables tables, MigrationFolder folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Build.class.getName(),
                        tables.endpoint().toString(),
                        tables.prefix(),
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
