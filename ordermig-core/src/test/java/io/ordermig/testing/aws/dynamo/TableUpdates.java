package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * UpdateTable: one change at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html">UpdateTable</a>
 */
final class TableUpdates {

    private static final int SWITCHES = 4;
    private static final Duration DAY = Duration.ofHours(24);

    private final SimulatedDynamo dynamo;

    TableUpdates(SimulatedDynamo dynamo) {
        this.dynamo = dynamo;
    }

    SdkPojo update(UpdateTableRequest request) {
        SimulatedTable table = dynamo.table(request.tableName());
        if (!table.isActive()) {
            throw DynamoErrors.inUse("Attempt to change a resource which is still in use: Table is being "
                    + (table.shown.tableStatus() == TableStatus.CREATING ? "created" : "updated") + ": "
                    + request.tableName());
        }
        List<GlobalSecondaryIndexUpdate> structural = request.globalSecondaryIndexUpdates().stream()
                .filter(each -> each.create() != null || each.delete() != null)
                .toList();
        if (structural.size() > 1) {
            throw DynamoErrors.limit("Only 1 online index can be created or deleted simultaneously per table");
        }
        boolean throughput = request.billingMode() != null || request.provisionedThroughput() != null;
        if (!structural.isEmpty() && throughput) {
            throw DynamoErrors.validation("One or more parameter values were invalid: Only one of throughput, index"
                    + " deletion and index creation may be given");
        }
        check(request);
        if (!structural.isEmpty()) {
            index(table, request, structural.get(0));
        } else {
            settings(table, request);
            table.status(TableStatus.UPDATING);
            table.after(dynamo.now(), dynamo.timings().update(), () -> table.status(TableStatus.ACTIVE));
        }
        return UpdateTableResponse.builder().tableDescription(table.shown).build();
    }

    private static void check(UpdateTableRequest request) {
        boolean nothing = request.billingMode() == null
                && request.provisionedThroughput() == null
                && request.onDemandThroughput() == null
                && !request.hasGlobalSecondaryIndexUpdates()
                && request.streamSpecification() == null
                && request.sseSpecification() == null
                && request.tableClass() == null
                && request.deletionProtectionEnabled() == null
                && request.warmThroughput() == null;
        if (nothing) {
            throw DynamoErrors.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
    }

    private void index(SimulatedTable table, UpdateTableRequest request, GlobalSecondaryIndexUpdate update) {
        if (table.hasBusyIndex()) {
            throw DynamoErrors.limit("Only 1 online index can be created or deleted simultaneously per table");
        }
        if (update.delete() != null) {
            String name = update.delete().indexName();
            if (table.index(name).isEmpty()) {
                throw DynamoErrors.notFound(request.tableName() + " index " + name);
            }
            table.change(name, index -> index.indexStatus(IndexStatus.DELETING));
            table.status(TableStatus.UPDATING);
            table.after(dynamo.now(), dynamo.timings().deleteIndex(), () -> {
                table.put(name, Optional.empty());
                trimDefinitions(table);
                table.status(TableStatus.ACTIVE);
            });
            return;
        }
        create(table, request, update.create());
    }

    private void create(SimulatedTable table, UpdateTableRequest request, CreateGlobalSecondaryIndexAction create) {
        String name = create.indexName();
        if (table.index(name).isPresent()) {
            throw DynamoErrors.validation("Attempting to create an index which already exists");
        }
        Set<String> used = used(table);
        names(create.keySchema(), used);
        requireDefinitions(used, request.attributeDefinitions());
        boolean onDemand = SimulatedDynamo.mode(table) == BillingMode.PAY_PER_REQUEST;
        if (onDemand == (create.provisionedThroughput() != null)) {
            throw DynamoErrors.invalidParameter("ProvisionedThroughput of index " + name);
        }
        table.change(each -> each.attributeDefinitions(request.attributeDefinitions()));
        table.put(
                name,
                Optional.of(GlobalSecondaryIndexDescription.builder()
                        .indexName(name)
                        .keySchema(create.keySchema())
                        .projection(create.projection())
                        .provisionedThroughput(
                                onDemand
                                        ? SimulatedDynamo.units(0, 0)
                                        : SimulatedDynamo.units(create.provisionedThroughput()))
                        .indexStatus(IndexStatus.CREATING)
                        .backfilling(false)
                        .itemCount(0L)
                        .build()));
        table.status(TableStatus.UPDATING);
        Instant now = dynamo.now();
        Duration allocate = dynamo.timings().allocate();
        Duration backfill = dynamo.timings().backfill();
        table.after(now, allocate, () -> {
            table.status(TableStatus.ACTIVE);
            table.change(name, index -> index.backfilling(true));
        });
        table.after(
                now,
                allocate.plus(backfill.dividedBy(2)),
                () -> table.change(name, index -> index.itemCount(dynamo.itemCount() / 2)));
        table.after(
                now,
                allocate.plus(backfill),
                () -> table.change(
                        name,
                        index -> index.indexStatus(IndexStatus.ACTIVE)
                                .backfilling(null)
                                .itemCount(dynamo.itemCount())));
    }

    /** All attributes of keys are defined, and no others. */
    static void requireDefinitions(SimulatedTable table, List<AttributeDefinition> definitions) {
        requireDefinitions(used(table), definitions);
    }

    private static void requireDefinitions(Set<String> used, List<AttributeDefinition> definitions) {
        Set<String> defined =
                definitions.stream().map(AttributeDefinition::attributeName).collect(Collectors.toSet());
        if (!defined.equals(used)) {
            throw DynamoErrors.invalidParameter(
                    "Some index key attributes are not defined in AttributeDefinitions, or some are not used. Keys: "
                            + used + ", AttributeDefinitions: " + defined);
        }
    }

    private static Set<String> used(SimulatedTable table) {
        Set<String> used = new HashSet<>();
        table.shown.keySchema().forEach(part -> used.add(part.attributeName()));
        table.shown.localSecondaryIndexes().forEach(index -> names(index.keySchema(), used));
        table.shown.globalSecondaryIndexes().forEach(index -> names(index.keySchema(), used));
        return used;
    }

    private static void names(List<KeySchemaElement> key, Set<String> names) {
        key.forEach(part -> names.add(part.attributeName()));
    }

    private static void trimDefinitions(SimulatedTable table) {
        Set<String> used = used(table);
        List<AttributeDefinition> left = table.shown.attributeDefinitions().stream()
                .filter(each -> used.contains(each.attributeName()))
                .toList();
        table.change(each -> each.attributeDefinitions(left));
    }

    private void settings(SimulatedTable table, UpdateTableRequest request) {
        billing(table, request);
        stream(table, request.streamSpecification());
        if (request.deletionProtectionEnabled() != null) {
            table.change(each -> each.deletionProtectionEnabled(request.deletionProtectionEnabled()));
        }
        if (request.tableClass() != null) {
            table.change(each -> each.tableClassSummary(summary -> summary.tableClass(request.tableClass())));
        }
        if (request.onDemandThroughput() != null) {
            table.change(each -> each.onDemandThroughput(request.onDemandThroughput()));
        }
        if (request.warmThroughput() != null) {
            table.change(each -> each.warmThroughput(
                    warm -> warm.readUnitsPerSecond(request.warmThroughput().readUnitsPerSecond())
                            .writeUnitsPerSecond(request.warmThroughput().writeUnitsPerSecond())));
        }
        if (request.sseSpecification() != null) {
            boolean on = Boolean.TRUE.equals(request.sseSpecification().enabled());
            table.change(each -> each.sseDescription(sse -> sse.status(SSEStatus.UPDATING)
                    .sseType(SSEType.KMS)
                    .kmsMasterKeyArn(SimulatedAccount.arn("kms", "key/11111111-2222-3333-4444-555555555555"))));
            table.after(
                    dynamo.now(),
                    dynamo.timings().update(),
                    () -> table.change(each -> each.sseDescription(table.shown.sseDescription().toBuilder()
                            .status(on ? SSEStatus.ENABLED : SSEStatus.DISABLED)
                            .build())));
        }
    }

    private void billing(SimulatedTable table, UpdateTableRequest request) {
        boolean onDemand = SimulatedDynamo.mode(table) == BillingMode.PAY_PER_REQUEST;
        boolean toOnDemand = request.billingMode() == BillingMode.PAY_PER_REQUEST && !onDemand;
        boolean toProvisioned = request.billingMode() == BillingMode.PROVISIONED && onDemand;
        if (toProvisioned
                && (request.provisionedThroughput() == null
                        || request.globalSecondaryIndexUpdates().size()
                                < table.shown.globalSecondaryIndexes().size())) {
            throw DynamoErrors.invalidParameter(
                    "ProvisionedThroughput must be specified for the table and each index when changing to PROVISIONED");
        }
        if (toOnDemand) {
            Instant since = dynamo.now().minus(DAY);
            long switches = table.switchesToOnDemand.stream()
                    .filter(at -> at.isAfter(since))
                    .count();
            if (switches >= SWITCHES) {
                throw DynamoErrors.limit("Update to PayPerRequest mode are limited to 4 times in 1 day(s).");
            }
            table.switchesToOnDemand.add(dynamo.now());
        }
        if (toOnDemand || toProvisioned) {
            table.change(each -> each.billingModeSummary(summary -> summary.billingMode(request.billingMode())
                    .lastUpdateToPayPerRequestDateTime(
                            table.switchesToOnDemand.isEmpty()
                                    ? null
                                    : table.switchesToOnDemand.get(table.switchesToOnDemand.size() - 1))));
        }
        if (request.provisionedThroughput() != null) {
            ProvisionedThroughputDescription units = SimulatedDynamo.units(request.provisionedThroughput());
            if (!toProvisioned && units.equals(table.shown.provisionedThroughput())) {
                throw DynamoErrors.validation(
                        "The provisioned throughput for the table will not change. The requested value equals the"
                                + " current value.");
            }
            table.change(each -> each.provisionedThroughput(units));
        }
        request.globalSecondaryIndexUpdates().stream()
                .filter(each -> each.update() != null)
                .forEach(each -> table.change(
                        each.update().indexName(),
                        index -> index.provisionedThroughput(
                                SimulatedDynamo.units(each.update().provisionedThroughput()))));
        if (toOnDemand) {
            // It is 0 on demand: of the table, and of each index.
            table.change(each -> each.provisionedThroughput(SimulatedDynamo.units(0, 0)));
            table.shown.globalSecondaryIndexes().stream()
                    .map(GlobalSecondaryIndexDescription::indexName)
                    .toList()
                    .forEach(name ->
                            table.change(name, index -> index.provisionedThroughput(SimulatedDynamo.units(0, 0))));
        }
    }

    private void stream(SimulatedTable table, StreamSpecification wanted) {
        if (wanted == null) {
            return;
        }
        boolean on = Boolean.TRUE.equals(wanted.streamEnabled());
        boolean live = table.shown.streamSpecification() != null;
        if (on == live) {
            throw DynamoErrors.validation(
                    on
                            ? "Table already has an enabled stream: TableName: " + table.shown.tableName()
                            : "Table is already in the process of having no stream: " + table.shown.tableName());
        }
        String label = dynamo.now().toString();
        table.change(each -> each.streamSpecification(on ? wanted : null));
        if (on) {
            table.change(
                    each -> each.latestStreamLabel(label).latestStreamArn(table.shown.tableArn() + "/stream/" + label));
        }
    }
}
