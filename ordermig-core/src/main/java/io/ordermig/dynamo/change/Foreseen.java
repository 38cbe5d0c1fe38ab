package io.ordermig.dynamo.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * How a table will be described after a call that is not made yet: what the next call is planned from, and all that a
 * dry run has for tables that its own calls would create.
 */
final class Foreseen {

    private Foreseen() {}

    /** The table after the call. */
    static LiveTable after(LiveTable live, DynamoDbRequest request, Instant now) {
        if (request instanceof CreateTableRequest create) {
            return created(live, create, now);
        }
        if (request instanceof DeleteTableRequest) {
            return LiveTable.absent(live.name());
        }
        if (request instanceof UpdateTableRequest update) {
            return live.table()
                    .map(table -> live.with(updated(table, update, now)))
                    .orElse(live);
        }
        if (request instanceof UpdateTimeToLiveRequest update) {
            TimeToLiveSpecification wanted = update.timeToLiveSpecification();
            boolean on = Boolean.TRUE.equals(wanted.enabled());
            return live.with(TimeToLiveDescription.builder()
                    .timeToLiveStatus(on ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED)
                    .attributeName(on ? wanted.attributeName() : null)
                    .build());
        }
        if (request instanceof UpdateContinuousBackupsRequest update) {
            return live.with(PointInTimeRecoveryDescription.builder()
                    .pointInTimeRecoveryStatus(SettingChanges.status(update.pointInTimeRecoverySpecification()))
                    .recoveryPeriodInDays(
                            update.pointInTimeRecoverySpecification().recoveryPeriodInDays())
                    .build());
        }
        return tagged(live, request);
    }

    private static LiveTable tagged(LiveTable live, DynamoDbRequest request) {
        Map<String, String> tags = new LinkedHashMap<>(live.tags().orElse(Map.of()));
        if (request instanceof TagResourceRequest tag) {
            tag.tags().forEach(each -> tags.put(each.key(), each.value()));
            return live.with(tags);
        }
        if (request instanceof UntagResourceRequest untag) {
            untag.tagKeys().forEach(tags::remove);
            return live.with(tags);
        }
        return live;
    }

    private static LiveTable created(LiveTable live, CreateTableRequest create, Instant now) {
        TableDescription.Builder table = Members.copy(create, TableDescription.builder())
                .tableStatus(TableStatus.ACTIVE)
                .tableArn("arn:aws:dynamodb:::table/" + live.name());
        billing(table, create.billingMode(), now);
        tableClass(table, create.tableClassAsString());
        encryption(table, create.sseSpecification());
        Map<String, String> tags = new LinkedHashMap<>();
        create.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return LiveTable.absent(live.name())
                .with(table.build())
                .with(TimeToLiveDescription.builder()
                        .timeToLiveStatus(TimeToLiveStatus.DISABLED)
                        .build())
                .with(PointInTimeRecoveryDescription.builder()
                        .pointInTimeRecoveryStatus(SettingChanges.status(null))
                        .build())
                .with(tags);
    }

    private static TableDescription updated(TableDescription table, UpdateTableRequest update, Instant now) {
        TableDescription.Builder changed = table.toBuilder();
        UpdateTableRequest plain = update.toBuilder()
                .streamSpecification((StreamSpecification) null)
                .build();
        TableDescription set = Members.copy(plain, TableDescription.builder()).build();
        for (SdkField<?> field : set.sdkFields()) {
            Members.value(set, field.memberName()).ifPresent(value -> field.set(changed, value));
        }
        if (update.billingMode() != null) {
            billing(changed, update.billingMode(), now);
        }
        if (update.streamSpecification() != null) {
            boolean on = Boolean.TRUE.equals(update.streamSpecification().streamEnabled());
            changed.streamSpecification(on ? update.streamSpecification() : null);
        }
        tableClass(changed, update.tableClassAsString());
        encryption(changed, update.sseSpecification());
        if (update.hasGlobalSecondaryIndexUpdates()) {
            changed.globalSecondaryIndexes(indexes(table, update.globalSecondaryIndexUpdates()));
        }
        if (update.hasReplicaUpdates()) {
            changed.replicas(replicas(table, update.replicaUpdates()));
        }
        return changed.build();
    }

    private static void billing(TableDescription.Builder table, @Nullable BillingMode mode, Instant now) {
        BillingMode set = mode == null ? BillingMode.PROVISIONED : mode;
        table.billingModeSummary(summary -> summary.billingMode(set)
                .lastUpdateToPayPerRequestDateTime(set == BillingMode.PAY_PER_REQUEST ? now : null));
    }

    private static void tableClass(TableDescription.Builder table, @Nullable String name) {
        if (name != null) {
            table.tableClassSummary(summary -> summary.tableClass(name));
        }
    }

    private static void encryption(TableDescription.Builder table, @Nullable SSESpecification wanted) {
        if (wanted != null) {
            boolean on = Boolean.TRUE.equals(wanted.enabled());
            table.sseDescription(sse -> sse.status(on ? SSEStatus.ENABLED : SSEStatus.DISABLED)
                    .sseType(on ? wanted.sseTypeAsString() : null)
                    .kmsMasterKeyArn(wanted.kmsMasterKeyId()));
        }
    }

    private static List<GlobalSecondaryIndexDescription> indexes(
            TableDescription table, List<GlobalSecondaryIndexUpdate> updates) {
        Map<String, GlobalSecondaryIndexDescription> indexes = new LinkedHashMap<>();
        LiveTable.indexes(table).forEach(index -> indexes.put(index.indexName(), index));
        for (GlobalSecondaryIndexUpdate each : updates) {
            if (each.delete() != null) {
                indexes.remove(each.delete().indexName());
            }
            if (each.update() != null) {
                indexes.computeIfPresent(
                        each.update().indexName(),
                        (name, index) ->
                                Members.copy(each.update(), index.toBuilder()).build());
            }
            if (each.create() != null) {
                indexes.put(
                        each.create().indexName(),
                        Members.copy(each.create(), GlobalSecondaryIndexDescription.builder())
                                .indexStatus(IndexStatus.ACTIVE)
                                .build());
            }
        }
        return new ArrayList<>(indexes.values());
    }

    private static List<ReplicaDescription> replicas(TableDescription table, List<ReplicationGroupUpdate> updates) {
        Map<String, ReplicaDescription> replicas = new LinkedHashMap<>();
        table.replicas().forEach(replica -> replicas.put(replica.regionName(), replica));
        for (ReplicationGroupUpdate each : updates) {
            if (each.delete() != null) {
                replicas.remove(each.delete().regionName());
            }
            if (each.create() != null) {
                replicas.put(
                        each.create().regionName(),
                        ReplicaDescription.builder()
                                .regionName(each.create().regionName())
                                .replicaStatus("ACTIVE")
                                .build());
            }
        }
        return new ArrayList<>(replicas.values());
    }
}
