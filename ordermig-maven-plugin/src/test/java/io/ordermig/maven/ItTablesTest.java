package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.maven.it.ItProject;
import io.ordermig.testing.aws.SimulatedAccount;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/** What hook scripts of Invoker projects are given of DynamoDB. */
class ItTablesTest {

    private final Properties passed = new Properties();
    private final ItProject project;

    ItTablesTest(@TempDir Path folder) {
        project = project(folder, passed);
    }

    private static ItProject project(Path folder, Properties passed) {
        return new ItProject(folder.toFile(), new HashMap<>(Map.of("userProperties", passed)));
    }

    @Test
    void givesEachProjectTablesOfItsOwn(@TempDir Path folder) {
        ItProject other = project(folder, new Properties());
        create(project.startDynamo(), "orders");

        assertThat(other.startDynamo().listTables().tableNames()).isEmpty();
        assertThat(project.dynamo().listTables().tableNames()).containsExactly("orders");
    }

    @Test
    void leadsTheBuildsThereUntilItIsStopped() {
        project.startDynamo();
        assertThat(passed.stringPropertyNames())
                .containsExactlyInAnyOrder(
                        "aws.endpointUrl",
                        "aws.endpointUrlDynamodb",
                        "aws.region",
                        "aws.accessKeyId",
                        "aws.secretAccessKey",
                        "ordermig.metrics",
                        "ordermig.dynamo.pollInterval");

        project.stopDynamo();
        assertThat(passed).isEmpty();
    }

    @Test
    void readsItemsAsPlainValues() {
        create(project.startDynamo(), "orders");
        project.dynamo()
                .putItem(request -> request.tableName("orders")
                        .item(Map.of(
                                "kind", AttributeValue.fromS("order"),
                                "id", AttributeValue.fromS("1"),
                                "total", AttributeValue.fromN("12.50"),
                                "paid", AttributeValue.fromBool(true),
                                "tags", AttributeValue.fromSs(List.of("a", "b")),
                                "lines",
                                        AttributeValue.fromL(List.of(
                                                AttributeValue.fromM(Map.of("sku", AttributeValue.fromS("x"))))))));

        assertThat(project.tables().items("orders"))
                .containsExactly(Map.of(
                        "kind",
                        "order",
                        "id",
                        "1",
                        "total",
                        new BigDecimal("12.5"),
                        "paid",
                        true,
                        "tags",
                        Set.of("a", "b"),
                        "lines",
                        List.of(Map.of("sku", "x"))));
    }

    @Test
    void readsTheLedgerOfTheSimulatedAwsWithoutACallEvenWhenThatHasStopped() {
        project.startAws().dynamo().createTable("ordermig_ledger", "kind", "id");
        put("migration", "012", "2", "FAILED");
        put("migration", "011", "1", "APPLIED");
        put("ledger", "lock", "", "");
        int calls = project.aws().calls().size();

        assertThat(passed).containsEntry("aws.region", SimulatedAccount.REGION);
        project.stopAws();

        assertThat(project.tables().history()).containsExactly("1 APPLIED", "2 FAILED");
        assertThat(project.tables().ledger("ledger")).hasSize(1);
        assertThat(project.aws().calls()).hasSize(calls);
    }

    private void put(String kind, String id, String version, String state) {
        project.dynamo()
                .putItem(request -> request.tableName("ordermig_ledger")
                        .item(Map.of(
                                "kind", AttributeValue.fromS(kind),
                                "id", AttributeValue.fromS(id),
                                "version", AttributeValue.fromS(version),
                                "state", AttributeValue.fromS(state))));
    }

    private static void create(DynamoDbClient client, String table) {
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        kind -> kind.attributeName("kind").attributeType("S"),
                        id -> id.attributeName("id").attributeType("S"))
                .keySchema(
                        kind -> kind.attributeName("kind").keyType("HASH"),
                        id -> id.attributeName("id").keyType("RANGE")));
    }
}
