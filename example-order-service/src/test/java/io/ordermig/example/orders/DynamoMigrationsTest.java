package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The DynamoDB migrations of this project, and their inverses, on DynamoDB Local. */
@ExtendWith(DynamoExtension.class)
class DynamoMigrationsTest {

    private TestTables tables;
    private OrdermigTables migrations;

    @BeforeEach
    void migrations(TestTables given) {
        tables = given;
        migrations = OrdermigTables.of(given);
    }

    @Test
    void giveBackDescriptionsAndItemsOfEachMigrationByItselfAndCanBeFollowedByItAgain() {
        for (String version : migrations.pending()) {
            TablesState before = state();
            assertThat(migrations.migrateTo(version)).containsExactly(version);
            TablesState migrated = state();
            assertThat(migrated).as("changed by " + version).isNotEqualTo(before);
            assertThat(migrations.migrateTo(version)).isEmpty();
            assertThat(state())
                    .as("after applying " + version + " when it is applied")
                    .isEqualTo(migrated);

            assertThat(migrations.undo()).containsExactly(version);
            assertThat(state()).as("left by the inverse of " + version).isEqualTo(before);

            assertThat(migrations.migrateTo(version)).containsExactly(version);
            assertThat(state())
                    .as("between applying " + version + " once, and again after its inverse")
                    .isEqualTo(migrated);
        }
    }

    @Test
    void leaveNoTableButTheLedgerWhenAllAreUndone() {
        List<String> versions = migrations.pending();
        assertThat(migrations.migrate()).isEqualTo(versions);
        TablesState migrated = state();
        assertThat(migrations.migrate()).isEmpty();
        assertThat(migrations.validate()).isEqualTo(versions.size());

        assertThat(migrations.undoAll()).containsExactlyInAnyOrderElementsOf(versions);
        assertThat(tables.names()).containsExactly(migrations.ledger());
        assertThat(migrations.pending()).isEqualTo(versions);

        assertThat(migrations.migrate()).isEqualTo(versions);
        assertThat(state()).isEqualTo(migrated);
    }

    @Test
    void makeTheTablesOfTheSpecificationAndWhatBecameOfThem() {
        migrations.migrate();

        assertThat(tables.names())
                .containsExactlyInAnyOrder(
                        migrations.ledger(), tables.name("order_metrics"), tables.name("order_status_history"));
        TableDescription history = described("order_status_history");
        assertThat(history.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(history.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(history.deletionProtectionEnabled()).isTrue();
        assertThat(described("order_metrics").billingModeSummary().billingMode())
                .isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(tables.client()
                        .describeTimeToLive(request -> request.tableName(tables.name("order_metrics")))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
    }

    @Test
    void findEntriesTakenOverByStatusAndByWhoMadeThem() {
        migrations.migrate();

        assertThat(query("StatusIndex", "status", "CANCELLED"))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("orderId", AttributeValue.fromS("018df0a4-11d0-7c5e-b2c4-9a6f0d3812ee"))
                        .containsEntry("changedBy", AttributeValue.fromS("m.öztürk"))
                        .doesNotContainKey("user"));
        assertThat(query("ChangedByIndex", "changedBy", "j.kowalska"))
                .singleElement()
                .satisfies(entry -> assertThat(entry).containsOnlyKeys("orderId", "timestamp", "changedBy"));
        assertThat(tables.items(tables.name("order_status_history")))
                .hasSize(6)
                .filteredOn(entry -> !entry.containsKey("changedBy"))
                .as("entries of which nobody knows who made them")
                .hasSize(1);
    }

    @Test
    void keepWhatTheServiceWroteInBetweenWhenTheyAreUndone() {
        migrations.migrateTo("20240321090000");
        String table = tables.name("order_status_history");
        Map<String, AttributeValue> written = Map.of(
                "orderId", AttributeValue.fromS("018e5f0c-77aa-7b1d-9d55-2f60c6c0a1b3"),
                "timestamp", AttributeValue.fromN("1711029600123"),
                "status", AttributeValue.fromS("PENDING"),
                "changedBy", AttributeValue.fromS("web"));
        tables.client().putItem(request -> request.tableName(table).item(written));

        migrations.undo();
        migrations.undo();

        Map<String, AttributeValue> asBefore = new HashMap<>(written);
        asBefore.put("user", asBefore.remove("changedBy"));
        assertThat(tables.items(table)).containsExactly(asBefore);
    }

    private TablesState state() {
        return TablesState.of(
                tables.client(),
                tables.names().stream()
                        .filter(table -> !table.equals(migrations.ledger()))
                        .toList());
    }

    private TableDescription described(String table) {
        return tables.client()
                .describeTable(request -> request.tableName(tables.name(table)))
                .table();
    }

    private List<Map<String, AttributeValue>> query(String index, String attribute, String value) {
        return tables.client()
                .query(request -> request.tableName(tables.name("order_status_history"))
                        .indexName(index)
                        .keyConditionExpression("#a = :v")
                        .expressionAttributeNames(Map.of("#a", attribute))
                        .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))))
                .items();
    }
}
