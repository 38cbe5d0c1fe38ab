package io.ordermig.dynamo;

import static io.ordermig.testing.Runs.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.dynamo.DynamoEngine.MigrateOutcome;
import io.ordermig.dynamo.change.ChangeProblem;
import io.ordermig.dynamo.ledger.LedgerProblem;
import io.ordermig.event.Inventory;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.ScriptProblem;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.DynamoRuns;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.TestTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

@ExtendWith(DynamoExtension.class)
class DynamoEngineTest {

    private static final String[] ORDERS = {
        "- CreateTable:",
        "    TableName: ${t}orders",
        "    KeySchema: [{AttributeName: id, KeyType: HASH}]",
        "    AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
        "    BillingMode: PAY_PER_REQUEST"
    };

    private static final String[] INDEXES = {
        "- UpdateTable:",
        "    TableName: ${t}orders",
        "    AttributeDefinitions:",
        "      - {AttributeName: id, AttributeType: S}",
        "      - {AttributeName: status, AttributeType: S}",
        "      - {AttributeName: day, AttributeType: S}",
        "    GlobalSecondaryIndexUpdates:",
        "      - Create: {IndexName: ByStatus, KeySchema: [{AttributeName: status, KeyType: HASH}],"
                + " Projection: {ProjectionType: ALL}}",
        "      - Create: {IndexName: ByDay, KeySchema: [{AttributeName: day, KeyType: HASH}],"
                + " Projection: {ProjectionType: KEYS_ONLY}}"
    };

    private static final String[] NO_INDEXES = {
        "- UpdateTable:",
        "    TableName: ${t}orders",
        "    GlobalSecondaryIndexUpdates:",
        "      - Delete: {IndexName: ByStatus}",
        "      - Delete: {IndexName: ByDay}"
    };

    private static final String[] SEED = {
        "- PutItem: {TableName: '${t}orders', Item: {id: {S: a}, state: {S: NEW}}}",
        "- PutItem: {TableName: '${t}orders', Item: {id: {S: b}, state: {S: PAID}}}",
        "- Backfill: {TableName: '${t}orders', Rename: {state: status}}"
    };

    @TempDir
    Path temp;

    private TestTables tables;
    private MigrationFolder folder;
    private DynamoRuns runs;

    @BeforeEach
    void runs(TestTables given) {
        tables = given;
        folder = new MigrationFolder(temp.resolve("db"));
        runs = new DynamoRuns(tables, folder);
    }

    private void life() {
        folder.with("V1__orders.yaml", ORDERS)
                .with("U1__orders.yaml", "- DeleteTable: {TableName: '${t}orders'}")
                .with("V2__indexes.yaml", INDEXES)
                .with("U2__indexes.yaml", NO_INDEXES)
                .with("V3__seed.yaml", SEED)
                .with("U3__seed.yaml", "- Backfill: {TableName: '${t}orders', Rename: {status: state}}");
    }

    private TableDescription orders() {
        return tables.client()
                .describeTable(request -> request.tableName(tables.name("orders")))
                .table();
    }

    private List<String> indexes() {
        return orders().globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .sorted()
                .toList();
    }

    private List<String> states() {
        return runs.dynamo().info().rows().stream().map(Inventory.Row::state).toList();
    }

    private static List<String> versions(List<MigrationRef> migrations) {
        return migrations.stream().map(MigrationRef::version).toList();
    }

    @Test
    void appliesWhatIsPendingAndNothingTheSecondTime() {
        life();

        MigrateOutcome first = runs.dynamo().migrate();

        assertThat(versions(first.applied())).containsExactly("1", "2", "3");
        assertThat(first.before()).isEmpty();
        assertThat(first.after()).isEqualTo("3");
        assertThat(indexes()).containsExactly("ByDay", "ByStatus");
        assertThat(tables.items(tables.name("orders")))
                .extracting(item -> item.get("status").s())
                .containsExactlyInAnyOrder("NEW", "PAID");
        assertThat(runs.events().of(RunEvent.VersionReached.class))
                .extracting(RunEvent.VersionReached::version)
                .containsExactly("3");

        MigrateOutcome second = runs.dynamo().migrate();

        assertThat(second.applied()).isEmpty();
        assertThat(second.after()).isEqualTo("3");
        assertThat(runs.events().of(RunEvent.TableCallStarted.class)).isEmpty();
    }

    @Test
    void givesEveryTableBackByUndoAndAppliesItAgain() {
        life();
        runs.dynamo().migrate();

        assertThat(versions(runs.dynamo().undo().undone())).containsExactly("3");
        assertThat(tables.items(tables.name("orders")))
                .allSatisfy(item -> assertThat(item).containsKey("state").doesNotContainKey("status"));

        runs.with("dynamoTarget", "0");
        assertThat(versions(runs.dynamo().undo().undone())).containsExactly("2", "1");
        assertThat(tables.names()).containsExactly(runs.ledger());
        assertThat(runs.dynamo().undo().undone()).isEmpty();

        runs.with("dynamoTarget", "latest");
        assertThat(versions(runs.dynamo().migrate().applied())).containsExactly("1", "2", "3");
        assertThat(indexes()).containsExactly("ByDay", "ByStatus");
    }

    @Test
    void changesNothingAndMakesNoLedgerWhenItOnlyLooks() {
        life();

        DynamoPlan plan = runs.dynamo().plan();

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.parts()).hasSize(3);
        assertThat(String.join("\n", plan.parts().get(1).lines()))
                .contains("1. ", "2. ", "ByStatus", "ByDay", "update-table");
        assertThat(states()).containsExactly("Pending", "Pending", "Pending");
        assertThat(tables.names()).isEmpty();
    }

    @Test
    void countsInADryRunWhatABackfillWouldChange() {
        folder.with("V1__orders.yaml", ORDERS).with("V2__seed.yaml", SEED[0], SEED[1]);
        runs.dynamo().migrate();
        folder.with("V3__rename.yaml", SEED[2]);

        DynamoPlan plan = runs.dynamo().plan();

        assertThat(String.join("\n", plan.parts().get(0).lines()))
                .contains("Names:      #a1 = state, #a2 = status", "2 of 2 items to be changed");
        assertThat(tables.items(tables.name("orders")))
                .allSatisfy(item -> assertThat(item).containsKey("state"));
    }

    @Test
    void stopsInTheThirdOperationAndGoesOnThereWhenTheTablesPermitIt() {
        folder.with("V1__orders.yaml", ORDERS)
                .with("V2__a.yaml", SEED[0])
                .with(
                        "V3__several.yaml",
                        "- PutItem: {TableName: '${t}orders', Item: {id: {S: x}}}",
                        "- PutItem: {TableName: '${t}orders', Item: {id: {S: y}}}",
                        "- PutItem:",
                        "    TableName: ${t}orders",
                        "    Item: {id: {S: a}, state: {S: TAKEN}}",
                        "    ConditionExpression: attribute_not_exists(id)",
                        "- PutItem: {TableName: '${t}orders', Item: {id: {S: z}}}");

        OrdermigException failure = failureOf(() -> runs.dynamo().migrate());

        Problem problem = failure.problem();
        assertThat(problem.code()).isEqualTo(ChangeProblem.CONDITION_FAILED);
        assertThat(problem.where()).contains("V3__several.yaml, line 3");
        assertThat(problem.details().get(0)).contains("operation 3 of 4");
        assertThat(problem.changed()).contains("migrations 1, 2 are done", "2 of 4 operations of migration 3 are done");
        assertThat(states()).containsExactly("Applied", "Applied", "Failed");

        tables.client()
                .deleteItem(request ->
                        request.tableName(tables.name("orders")).key(Map.of("id", AttributeValue.fromS("a"))));
        MigrateOutcome second = runs.dynamo().migrate();

        assertThat(versions(second.applied())).containsExactly("3");
        assertThat(runs.events().of(RunEvent.TableCallFinished.class)).hasSize(2);
        assertThat(states()).containsOnly("Applied");
    }

    @Test
    void takesBackWhatAFailedRunHasDone() {
        folder.with("V1__orders.yaml", ORDERS)
                .with("V2__a.yaml", SEED[0])
                .with(
                        "V3__index.yaml",
                        String.join("\n", INDEXES),
                        "- PutItem:",
                        "    TableName: ${t}orders",
                        "    Item: {id: {S: a}}",
                        "    ConditionExpression: attribute_not_exists(id)")
                .with("U3__index.yaml", NO_INDEXES);
        assertThat(failureOf(() -> runs.dynamo().migrate()).problem().code()).isEqualTo(ChangeProblem.CONDITION_FAILED);
        assertThat(indexes()).hasSize(2);

        runs.with("dynamoTarget", "2");
        assertThat(versions(runs.dynamo().undo().undone())).containsExactly("3");

        assertThat(indexes()).isEmpty();
        assertThat(states()).containsExactly("Applied", "Applied", "Undone");
    }

    @Test
    void refusesBeforeTheFirstCallWhatATableCannotTake() {
        folder.with("V1__orders.yaml", ORDERS);
        runs.dynamo().migrate();
        folder.with("V2__seed.yaml", SEED[0])
                .with(
                        "V3__other_key.yaml",
                        "- CreateTable:",
                        "    TableName: ${t}orders",
                        "    KeySchema: [{AttributeName: number, KeyType: HASH}]",
                        "    AttributeDefinitions: [{AttributeName: number, AttributeType: N}]",
                        "    BillingMode: PAY_PER_REQUEST");

        Problem problem = failureOf(() -> runs.dynamo().migrate()).problem();

        assertThat(problem.code()).isEqualTo(ChangeProblem.TABLE_INCOMPATIBLE);
        assertThat(problem.where()).contains("V3__other_key.yaml, line 1");
        assertThat(problem.changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(tables.items(tables.name("orders"))).isEmpty();
        assertThat(failureOf(() -> runs.dynamo().validate()).problems())
                .extracting(Problem::code)
                .contains(ChangeProblem.TABLE_INCOMPATIBLE, ScriptProblem.NO_WAY_BACK);
    }

    @Test
    void noticesThatAFileWasChangedAndAcceptsItAfterRepair() {
        life();
        runs.dynamo().migrate();
        folder.with("V3__seed.yaml", "# one more remark\n" + String.join("\n", SEED));

        assertThat(failureOf(() -> runs.dynamo().migrate()).problem().code())
                .isEqualTo(LedgerProblem.CHECKSUM_MISMATCH);
        assertThat(states()).containsExactly("Applied", "Applied", "Changed");

        assertThat(runs.dynamo().repair().aligned()).containsExactly("3 seed");
        assertThat(runs.dynamo().repair().isEmpty()).isTrue();
        assertThat(runs.dynamo().migrate().applied()).isEmpty();
        assertThat(runs.dynamo().validate().validated()).isEqualTo(3);
    }

    @Test
    void stopsAtTheTargetAndNamesTheNearestVersionOfOneThatIsMissing() {
        life();
        runs.with("dynamoTarget", "2");
        assertThat(versions(runs.dynamo().migrate().applied())).containsExactly("1", "2");

        runs.with("dynamoTarget", "20");
        Problem problem = failureOf(() -> runs.dynamo().migrate()).problem();
        assertThat(problem.code()).isEqualTo(DynamoProblem.TARGET_UNKNOWN);
        assertThat(problem.details()).anyMatch(line -> line.contains("2"));

        runs.with("dynamoTarget", "20?");
        assertThat(versions(runs.dynamo().migrate().applied())).containsExactly("3");
    }

    @Test
    void leavesOutWhatABaselineStandsFor() {
        life();
        runs.with("dynamoBaselineVersion", "1");
        assertThat(runs.dynamo().baseline().recorded()).isTrue();
        assertThat(runs.dynamo().baseline().recorded()).isFalse();

        assertThat(states()).containsExactly("Below baseline", "Pending", "Pending");
        assertThat(failureOf(() -> runs.dynamo().migrate()).problem().code()).isEqualTo(ChangeProblem.TABLE_MISSING);
    }

    @Test
    void undoesNothingWhenOneOfTheMigrationsHasNoInverse() {
        life();
        folder.without("U2__indexes.yaml");
        runs.dynamo().migrate();
        runs.with("dynamoTarget", "0");

        Problem problem = failureOf(() -> runs.dynamo().undo()).problem();

        assertThat(problem.code()).isEqualTo(DynamoProblem.NO_INVERSE);
        assertThat(problem.what()).contains("2 indexes");
        assertThat(states()).containsOnly("Applied");
    }

    @Test
    void appliesALowerVersionOnlyWhenItIsTold() {
        life();
        folder.without("V2__indexes.yaml").without("U2__indexes.yaml");
        runs.dynamo().migrate();
        life();

        assertThat(failureOf(() -> runs.dynamo().migrate()).problem().code()).isEqualTo(LedgerProblem.OUT_OF_ORDER);

        runs.with("dynamoOutOfOrder", "true");
        assertThat(versions(runs.dynamo().migrate().applied())).containsExactly("2");
        assertThat(indexes()).hasSize(2);
    }
}
