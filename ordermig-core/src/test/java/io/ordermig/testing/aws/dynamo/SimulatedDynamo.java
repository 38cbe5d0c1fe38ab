package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedAccount;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.SimulatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * DynamoDB's control plane, and as much of its items as migrations write: tables that take their time, and refuse a
 * second change meanwhile.
 */
public final class SimulatedDynamo implements SimulatedService {

    private final SimulatedClock clock;
    private final Map<String, SimulatedTable> tables = new TreeMap<>();
    private final Map<String, Function<SdkPojo, SdkPojo>> operations = new HashMap<>();
    private DynamoTimings timings = DynamoTimings.realistic();
    private long items = 1_000_000;
    private int unprocessed;

    /** No tables yet. */
    public SimulatedDynamo(SimulatedClock clock) {
        this.clock = clock;
        on("CreateTable", CreateTableRequest.class, this::create);
        on("DescribeTable", DescribeTableRequest.class, this::describe);
        on("DeleteTable", DeleteTableRequest.class, this::delete);
        on("UpdateTable", UpdateTableRequest.class, new TableUpdates(this)::update);
        new TableSettings(this).register();
        new TableItems(this).register();
        new Backups(this).register();
    }

    <T extends SdkPojo> void on(String operation, Class<T> type, Function<T, SdkPojo> answer) {
        operations.put(operation, pojo -> answer.apply(type.cast(pojo)));
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public synchronized SdkPojo answer(String operation, SdkPojo request) {
        catchUp();
        Function<SdkPojo, SdkPojo> answer = operations.get(operation);
        if (answer == null) {
            throw new UnsupportedOperationException(operation + " is not simulated.");
        }
        return answer.apply(request);
    }

    private void catchUp() {
        new ArrayList<>(tables.values()).forEach(table -> table.catchUp(now()));
    }

    /** From now on things take so long. */
    public synchronized void timings(DynamoTimings changed) {
        timings = changed;
    }

    /** How a table is described now. */
    public synchronized TableDescription described(String table) {
        catchUp();
        return table(table).shown;
    }

    /** Whether there is a table. */
    public synchronized boolean has(String table) {
        catchUp();
        return tables.containsKey(table);
    }

    /** The tags of a table. */
    public synchronized Map<String, String> tags(String table) {
        return Map.copyOf(table(table).tags);
    }

    /** How many items a table has. */
    public synchronized int items(String table) {
        return table(table).items.size();
    }

    /** Describes a table otherwise, such as with a state that DynamoDB gives it by itself. */
    public synchronized void describe(String table, Consumer<TableDescription.Builder> change) {
        table(table).change(change);
    }

    /** Of the next items of batches, so many are given back unprocessed. */
    public synchronized void giveBack(int count) {
        unprocessed = count;
    }

    /** Whether an item of a batch is processed. */
    boolean takesAnother() {
        if (unprocessed == 0) {
            return true;
        }
        unprocessed--;
        return false;
    }

    Instant now() {
        return clock.instant();
    }

    DynamoTimings timings() {
        return timings;
    }

    long itemCount() {
        return items;
    }

    SimulatedTable table(String nameOrArn) {
        String name = nameOrArn.substring(nameOrArn.indexOf('/') + 1);
        return Optional.ofNullable(tables.get(name)).orElseThrow(() -> DynamoErrors.notFound(name));
    }

    static BillingMode mode(SimulatedTable table) {
        return table.shown.billingModeSummary() == null
                ? BillingMode.PROVISIONED
                : table.shown.billingModeSummary().billingMode();
    }

    static ProvisionedThroughputDescription units(ProvisionedThroughput throughput) {
        return units(throughput.readCapacityUnits(), throughput.writeCapacityUnits());
    }

    static ProvisionedThroughputDescription units(long read, long write) {
        return ProvisionedThroughputDescription.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .numberOfDecreasesToday(0L)
                .build();
    }

    private SdkPojo describe(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(table(request.tableName()).shown)
                .build();
    }

    private SdkPojo create(CreateTableRequest request) {
        String name = request.tableName();
        if (tables.containsKey(name)) {
            throw DynamoErrors.inUse("Table already exists: " + name);
        }
        boolean onDemand = request.billingMode() == BillingMode.PAY_PER_REQUEST;
        if (onDemand == (request.provisionedThroughput() != null)) {
            throw DynamoErrors.invalidParameter("ReadCapacityUnits and WriteCapacityUnits");
        }
        TableDescription.Builder shown = TableDescription.builder()
                .tableName(name)
                .tableArn(SimulatedAccount.arn("dynamodb", "table/" + name))
                .tableStatus(TableStatus.CREATING)
                .creationDateTime(now())
                .itemCount(0L)
                .keySchema(request.keySchema())
                .attributeDefinitions(request.attributeDefinitions())
                .streamSpecification(request.streamSpecification())
                .deletionProtectionEnabled(Boolean.TRUE.equals(request.deletionProtectionEnabled()))
                .provisionedThroughput(onDemand ? units(0, 0) : units(request.provisionedThroughput()));
        if (onDemand) {
            shown.billingModeSummary(summary ->
                    summary.billingMode(BillingMode.PAY_PER_REQUEST).lastUpdateToPayPerRequestDateTime(now()));
        }
        if (request.hasGlobalSecondaryIndexes()) {
            shown.globalSecondaryIndexes(request.globalSecondaryIndexes().stream()
                    .map(index -> index(index, onDemand))
                    .toList());
        }
        if (request.hasLocalSecondaryIndexes()) {
            shown.localSecondaryIndexes(request.localSecondaryIndexes().stream()
                    .map(index -> LocalSecondaryIndexDescription.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        if (request.tableClass() != null) {
            shown.tableClassSummary(summary -> summary.tableClass(request.tableClass()));
        }
        SimulatedTable table = new SimulatedTable(shown.build());
        request.tags().forEach(tag -> table.tags.put(tag.key(), tag.value()));
        tables.put(name, table);
        table.after(now(), timings.create(), () -> {
            table.status(TableStatus.ACTIVE);
            List<GlobalSecondaryIndexDescription> indexes = table.shown.globalSecondaryIndexes();
            indexes.forEach(index -> table.change(index.indexName(), each -> each.indexStatus(IndexStatus.ACTIVE)));
        });
        return CreateTableResponse.builder().tableDescription(table.shown).build();
    }

    private static GlobalSecondaryIndexDescription index(GlobalSecondaryIndex index, boolean onDemand) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .provisionedThroughput(onDemand ? units(0, 0) : units(index.provisionedThroughput()))
                .indexStatus(IndexStatus.CREATING)
                .itemCount(0L)
                .build();
    }

    private SdkPojo delete(DeleteTableRequest request) {
        SimulatedTable table = table(request.tableName());
        if (Boolean.TRUE.equals(table.shown.deletionProtectionEnabled())) {
            throw DynamoErrors.validation("Resource cannot be deleted as it is currently protected against deletion."
                    + " Disable deletion protection first.");
        }
        if (!table.isActive() || table.hasBusyIndex()) {
            throw DynamoErrors.inUse(
                    "Attempt to change a resource which is still in use: Table: " + request.tableName());
        }
        table.status(TableStatus.DELETING);
        Duration takes = timings.deleteTable();
        String name = table.shown.tableName();
        table.after(now(), takes, () -> tables.remove(name));
        return DeleteTableResponse.builder().tableDescription(table.shown).build();
    }

    /** All that can be asked about all tables, for comparing two states. Times are left out. */
    public synchronized Map<String, String> state() {
        catchUp();
        Map<String, String> state = new LinkedHashMap<>();
        tables.forEach((name, table) -> state.put(
                name,
                table.shown.toBuilder()
                                .creationDateTime(null)
                                .latestStreamArn(null)
                                .latestStreamLabel(null)
                                .billingModeSummary(summary -> summary.billingMode(mode(table)))
                                .build()
                        + " " + table.timeToLive + " " + table.pointInTime + " " + table.tags + " " + table.items));
        return state;
    }
}
