package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
    private final DynamoDbClient client;
    private final OrdermigTables migrations;

    DynamoMigrationsOnAwsTest(AwsSimulator simulator) {
        this.simulator = simulator;
        this.client = simulator.client(DynamoDbClient.builder());
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
            State before = state();
            migrations.migrateTo(version);
            State migrated = state();
            assertThat(migrated).as("changed by " + version).isNotEqualTo(before);

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
        assertThat(recovery(HISTORY).pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(recovery(HISTORY).recoveryPeriodInDays()).isEqualTo(35);

        migrations.undo();
        assertThat(simulator.dynamo().tags(HISTORY)).doesNotContainKey("data");
        assertThat(simulator.dynamo().described(HISTORY).deletionProtectionEnabled())
                .isFalse();
        assertThat(recovery(HISTORY).pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    }

    /** Time to live may be changed again. */
    private void anHourLater() {
        simulator.clock().advance(Duration.ofHours(1));
    }

    /** With what DynamoDB Local does not have. */
    private record State(TablesState tables, Map<String, Map<String, String>> tags, Map<String, String> recovery) {}

    private State state() {
        Set<String> tables = new TreeSet<>(simulator.dynamo().state().keySet());
        assertThat(tables).allMatch(table -> table.startsWith(PREFIX));
        tables.remove(migrations.ledger());
        Map<String, Map<String, String>> tags = new TreeMap<>();
        Map<String, String> recovery = new TreeMap<>();
        for (String table : tables) {
            tags.put(table, simulator.dynamo().tags(table));
            recovery.put(
                    table,
                    recovery(table).pointInTimeRecoveryStatus() + " "
                            + recovery(table).recoveryPeriodInDays());
        }
        return new State(TablesState.of(client, tables), tags, recovery);
    }

    private PointInTimeRecoveryDescription recovery(String table) {
        return client.describeContinuousBackups(request -> request.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }
}
