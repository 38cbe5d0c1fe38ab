package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/**
 * The DynamoDB migrations of this project where DynamoDB Local has nothing: backups, point-in-time recovery, tags, and
 * tables that take their time.
 */
@ExtendWith(AwsSimulatorExtension.class)
class DynamoMigrationsOnAwsTest {

    private static final String PREFIX = "staging_";
    private static final String HISTORY = PREFIX + "order_status_history";
    private static final String METRICS = PREFIX + "order_metrics";
    private static final String EVENTS = PREFIX + "order_events";

    private final AwsSimulator simulator;
    private final SimulatedEnvironment environment;
    private final OrdermigTables migrations;

    DynamoMigrationsOnAwsTest(AwsSimulator simulator) {
        this.simulator = simulator;
        this.environment = SimulatedEnvironment.of(simulator);
        this.migrations = OrdermigTables.onAws(PREFIX, simulator.clock());
    }

    @AfterEach
    void leaveTheEnvironment() {
        environment.close();
    }

    @Test
    void giveBackEachTableWithSettingsTagsAndItems() {
        for (String version : migrations.pending()) {
            Map<String, String> before = state();
            migrations.migrateTo(version);
            Map<String, String> migrated = state();
            assertThat(migrated).as("changed by " + version).isNotEqualTo(before);
            assertThat(migrated.keySet()).allMatch(table -> table.startsWith(PREFIX));

            anHourLater();
            assertThat(migrations.undo()).containsExactly(version);
            assertThat(state()).as("left by the inverse of " + version).isEqualTo(before);

            anHourLater();
            migrations.migrateTo(version);
            assertThat(state())
                    .as("between applying " + version + " once, and again after its inverse")
                    .isEqualTo(migrated);
        }
    }

    @Test
    void backUpTablesBeforeTheirItemsAreChangedOrDestroyed() {
        migrations.migrateTo("20240411090000");
        simulator
                .client(DynamoDbClient.builder())
                .putItem(request -> request.tableName(EVENTS)
                        .item(Map.of(
                                "orderId", AttributeValue.fromS("018dee2b-6c80-7a11-8f3a-5d0c41b7e902"),
                                "eventId", AttributeValue.fromS("018dee2b-6c81-7f00-a000-000000000001"))));
        migrations.migrate();

        assertThat(simulator.requests(CreateBackupRequest.class))
                .extracting(CreateBackupRequest::tableName)
                .as("renamed, given an expiry, made to expire, and retired")
                .containsExactly(HISTORY, METRICS, METRICS, EVENTS);
        List<String> operations = simulator.operations("dynamodb");
        assertThat(operations.lastIndexOf("CreateBackup")).isLessThan(operations.indexOf("DeleteTable"));
        assertThat(simulator.dynamo().has(EVENTS)).isFalse();
    }

    @Test
    void protectTheHistoryAndTakeThatBack() {
        migrations.migrateTo("20240402090000");
        assertThat(simulator.dynamo().tags(HISTORY)).containsEntry("data", "audit");
        assertThat(simulator.dynamo().described(HISTORY).deletionProtectionEnabled())
                .isTrue();
        assertThat(recovery().pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(recovery().recoveryPeriodInDays()).isEqualTo(35);

        migrations.undo();
        assertThat(simulator.dynamo().tags(HISTORY)).doesNotContainKey("data");
        assertThat(simulator.dynamo().described(HISTORY).deletionProtectionEnabled())
                .isFalse();
        assertThat(recovery().pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    }

    /** Time to live may be changed again. */
    private void anHourLater() {
        simulator.clock().advance(Duration.ofHours(1));
    }

    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>(simulator.dynamo().state());
        state.remove(migrations.ledger());
        return state;
    }

    private PointInTimeRecoveryDescription recovery() {
        return simulator
                .client(DynamoDbClient.builder())
                .describeContinuousBackups(request -> request.tableName(HISTORY))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }
}
