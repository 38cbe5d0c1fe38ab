package io.ordermig.report;

import static io.ordermig.testing.Runs.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.DynamoRuns;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the report tells of DynamoDB, of runs on a real one. */
@ExtendWith(DynamoExtension.class)
class DynamoReportTest {

    @TempDir
    Path temp;

    private TestTables tables;
    private DynamoRuns runs;

    @BeforeEach
    void aTableThatIsCreatedAndThenFilled(TestTables given) {
        tables = given;
        MigrationFolder folder = new MigrationFolder(temp.resolve("db"))
                .with(
                        "V1__orders.yaml",
                        "# ordermig:phase expand",
                        "- CreateTable:",
                        "    TableName: ${t}orders",
                        "    KeySchema: [{AttributeName: id, KeyType: HASH}]",
                        "    AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
                        "    BillingMode: PAY_PER_REQUEST")
                .with("U1__orders.yaml", "- DeleteTable: {TableName: '${t}orders'}")
                .with(
                        "V2__type.yaml",
                        "- PutItem: {TableName: '${t}orders', Item: {id: {S: a}, secret: {S: Sesame-4711}}}",
                        "- Backfill: {TableName: '${t}orders', Set: {type: STANDARD}}")
                .with("U2__type.yaml", "- Backfill: {TableName: '${t}orders', Remove: [type]}");
        runs = new DynamoRuns(tables, folder);
    }

    private JsonNode report() throws IOException {
        return ReportSchema.valid(runs.reportFolder());
    }

    @Test
    void tellsOfCallsAndBackfillsAndOfTheWayBack() throws IOException {
        runs.dynamo().migrate();

        JsonNode report = report();
        JsonNode step = report.at("/steps/0");
        assertThat(step.get("goal").asText()).isEqualTo("dynamo");
        assertThat(step.at("/store/name").asText()).isEqualTo("dynamodb");
        assertThat(step.at("/store/product").asText()).isEqualTo("DynamoDB Local");
        assertThat(step.get("versionBefore").asText()).isEmpty();
        assertThat(step.get("versionAfter").asText()).isEqualTo("2");

        JsonNode created = step.at("/migrations/0");
        assertThat(created.get("state").asText()).isEqualTo("applied");
        assertThat(created.get("kind").asText()).isEqualTo("YAML");
        assertThat(created.at("/operations/0/name").asText()).isEqualTo("CreateTable");
        assertThat(created.at("/operations/0/table").asText()).isEqualTo(tables.name("orders"));
        assertThat(created.at("/operations/0/alreadySo").asBoolean(true)).isFalse();
        assertThat(created.has("backfills")).isFalse();

        JsonNode filled = step.at("/migrations/1");
        assertThat(filled.get("operations").findValuesAsText("name")).containsExactly("PutItem");
        assertThat(filled.get("backfills")).hasSize(1);
        assertThat(filled.at("/backfills/0/changed").asInt()).isEqualTo(1);
        assertThat(filled.get("rows").asInt()).isEqualTo(2);

        assertThat(report.get("goOn")).isEmpty();
        assertThat(report.get("goBack").findValuesAsText("command")).containsExactly("dynamo-undo {dynamoTarget=0}");
        assertThat(report.toString()).doesNotContain("Sesame-4711");
    }

    @Test
    void tellsWhatWasSoAlready() throws IOException {
        tables.client()
                .createTable(request -> request.tableName(tables.name("orders"))
                        .keySchema(key -> key.attributeName("id").keyType("HASH"))
                        .attributeDefinitions(
                                attribute -> attribute.attributeName("id").attributeType("S"))
                        .billingMode("PAY_PER_REQUEST"));
        runs.with("dynamoTarget", "1").dynamo().migrate();

        JsonNode operation = report().at("/steps/0/migrations/0/operations/0");
        assertThat(operation.get("alreadySo").asBoolean()).isTrue();
        assertThat(operation.get("milliseconds").asInt()).isZero();
    }

    @Test
    void tellsOfAnUndoAndNoWayBackFromIt() throws IOException {
        runs.dynamo().migrate();
        runs.with("dynamoTarget", "0").dynamo().undo();

        JsonNode report = report();
        assertThat(report.at("/steps/0/goal").asText()).isEqualTo("dynamo-undo");
        assertThat(report.at("/steps/0/migrations").findValuesAsText("version")).containsExactly("2", "1");
        assertThat(report.at("/steps/0/migrations").findValuesAsText("state")).containsExactly("undone", "undone");
        assertThat(report.at("/steps/0/versionAfter").asText()).isEmpty();
        assertThat(report.get("goBack")).isEmpty();
    }

    @Test
    void tellsHowToGoOnWhereARunStopped() throws IOException {
        new MigrationFolder(temp.resolve("db"))
                .with("V3__key.yaml", "- PutItem: {TableName: '${t}orders', Item: {wrong: {S: a}}}")
                .with(
                        "U3__key.yaml",
                        "- BatchWriteItem: {RequestItems: {'${t}orders': [{DeleteRequest: {Key: {id: {S: a}}}}]}}");
        failureOf(() -> runs.dynamo().migrate());

        JsonNode report = report();
        assertThat(report.get("outcome").asText()).isEqualTo("failed");
        assertThat(report.at("/steps/0/migrations").findValuesAsText("state"))
                .containsExactly("applied", "applied", "failed");
        assertThat(report.at("/steps/0/versionAfter").asText()).isEqualTo("2");
        assertThat(report.at("/goOn/0/store").asText()).isEqualTo("dynamodb");
        assertThat(report.at("/goOn/0/command").asText()).isEqualTo("dynamo");
        assertThat(report.at("/goBack/0/command").asText()).isEqualTo("dynamo-undo {dynamoTarget=0}");
    }

    @Test
    void hasASchemaThatKnowsEachFieldOfDynamo() throws IOException {
        new MigrationFolder(temp.resolve("db"))
                .with("V3__key.yaml", "- PutItem: {TableName: '${t}orders', Item: {wrong: {S: a}}}")
                .with(
                        "U3__key.yaml",
                        "- BatchWriteItem: {RequestItems: {'${t}orders': [{DeleteRequest: {Key: {id: {S: a}}}}]}}");
        failureOf(() -> runs.dynamo().migrate());
        JsonNode report = report();

        for (String place : List.of(
                "/steps/0/migrations/0/operations/0", "/steps/0/migrations/1/backfills/0", "/goOn/0", "/goBack/0")) {
            ObjectNode more = report.deepCopy();
            ((ObjectNode) more.at(place)).put("surprise", 1);
            assertThat(ReportSchema.errors(more.toString()))
                    .as("a surprise at " + place)
                    .hasSize(1);

            ObjectNode less = report.deepCopy();
            ObjectNode part = (ObjectNode) less.at(place);
            part.remove(List.copyOf(part.properties()).get(0).getKey());
            assertThat(ReportSchema.errors(less.toString()))
                    .as("a lack at " + place)
                    .hasSize(1);
        }
    }
}
