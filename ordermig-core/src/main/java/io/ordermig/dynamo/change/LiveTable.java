package io.ordermig.dynamo.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/**
 * A table as DynamoDB describes it. What was not asked for is empty, and so is what a server does not know: DynamoDB
 * Local has neither tags nor point-in-time recovery.
 *
 * @param name its name
 * @param table its description; empty when there is no such table
 * @param timeToLive by which attribute items expire
 * @param pointInTime whether it can be restored to any point in time
 * @param tags its tags
 */
public record LiveTable(
        String name,
        Optional<TableDescription> table,
        Optional<TimeToLiveDescription> timeToLive,
        Optional<PointInTimeRecoveryDescription> pointInTime,
        Optional<Map<String, String>> tags) {

    public LiveTable {
        tags = tags.map(Map::copyOf);
    }

    /** A table that does not exist. */
    public static LiveTable absent(String name) {
        return new LiveTable(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The table, unless it is missing or about to be. */
    Optional<TableDescription> standing() {
        return table.filter(each -> each.tableStatus() != TableStatus.DELETING);
    }

    LiveTable with(TableDescription description) {
        return new LiveTable(name, Optional.of(description), timeToLive, pointInTime, tags);
    }

    LiveTable with(TimeToLiveDescription description) {
        return new LiveTable(name, table, Optional.of(description), pointInTime, tags);
    }

    LiveTable with(PointInTimeRecoveryDescription description) {
        return new LiveTable(name, table, timeToLive, Optional.of(description), tags);
    }

    LiveTable with(Map<String, String> all) {
        return new LiveTable(name, table, timeToLive, pointInTime, Optional.of(all));
    }

    /** Whether the server is DynamoDB Local, which gives its tables a region of their own. */
    boolean isLocal() {
        return table.map(TableDescription::tableArn)
                .filter(arn -> arn.contains(":ddblocal:"))
                .isPresent();
    }

    /** The global secondary indexes that are there or are being built. */
    static List<GlobalSecondaryIndexDescription> indexes(TableDescription table) {
        return table.globalSecondaryIndexes().stream()
                .filter(index -> index.indexStatus() != IndexStatus.DELETING)
                .toList();
    }

    static Optional<GlobalSecondaryIndexDescription> index(TableDescription table, String name) {
        return indexes(table).stream()
                .filter(index -> name.equals(index.indexName()))
                .findFirst();
    }

    /** The keys of the table and of all its indexes. */
    static List<List<KeySchemaElement>> keys(TableDescription table) {
        return Stream.of(
                        Stream.of(table.keySchema()),
                        table.localSecondaryIndexes().stream().map(index -> index.keySchema()),
                        indexes(table).stream().map(GlobalSecondaryIndexDescription::keySchema))
                .flatMap(each -> each)
                .toList();
    }

    /** DynamoDB describes it only for a table that has been on-demand. */
    static BillingMode billingMode(TableDescription table) {
        return table.billingModeSummary() == null || table.billingModeSummary().billingMode() == null
                ? BillingMode.PROVISIONED
                : table.billingModeSummary().billingMode();
    }

    /** The stream; empty when there is none. */
    static Optional<StreamSpecification> stream(TableDescription table) {
        return Optional.ofNullable(table.streamSpecification())
                .filter(stream -> Boolean.TRUE.equals(stream.streamEnabled()));
    }
}
