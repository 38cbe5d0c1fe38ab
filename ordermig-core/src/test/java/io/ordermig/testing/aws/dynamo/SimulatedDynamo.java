package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.TestDynamo;
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
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * DynamoDB: tables that take their time, and refuse a second change meanwhile. Their items are in a DynamoDB Local, which
 * is started when the first item is asked for.
 */
public final class SimulatedDynamo implements SimulatedService {

    private final SimulatedClock clock;
    private final Map<String, SimulatedTable> tables = new TreeMap<>();
    private final Map<String, Function<SdkPojo, SdkPojo>> operations = new HashMap<>();
    private final TableCreation creation = new TableCreation(this);
    private ItemStore store = new ItemStore(TestDynamo::server);
    private TableItems tableItems = new TableItems(this, store);
    private DynamoTimings timings = DynamoTimings.realistic();
    private long items = 1_000_000;
    private int unprocessed;

    /** No tables yet. */
    public SimulatedDynamo(SimulatedClock clock) {
        this.clock = clock;
        on("CreateTable", CreateTableRequest.class, creation::create);
        on("DescribeTable", DescribeTableRequest.class, this::describe);
        on("DeleteTable", DeleteTableRequest.class, this::delete);
        on("UpdateTable", UpdateTableRequest.class, new TableUpdates(this)::update);
        new TableSettings(this).register();
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
    public SdkPojo answer(String operation, SdkPojo request) {
        return tableItems.know(operation)
                // Outside of the lock: what is in whose way is for DynamoDB Local to decide.
                ? tableItems.answer(operation, prepared(request), request)
                : answerOfTables(operation, request);
    }

    private synchronized DynamoDbClient prepared(SdkPojo request) {
        catchUp();
        return tableItems.prepare(request);
    }

    private synchronized SdkPojo answerOfTables(String operation, SdkPojo request) {
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

    /**
     * Where items are kept, instead of on the server of all tests.
     *
     * @throws IllegalStateException when there are some already
     */
    public synchronized SimulatedDynamo itemsIn(TestDynamo.Server server) {
        if (!store.isUnused()) {
            throw new IllegalStateException("There are items elsewhere.");
        }
        store = new ItemStore(() -> server);
        tableItems = new TableItems(this, store);
        return this;
    }

    /** A table that is there already: paid by use, with keys that are text. */
    public synchronized void createTable(String name, String hash, String... range) {
        List<String> keys = Stream.concat(Stream.of(hash), Stream.of(range)).toList();
        creation.create(CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(keys.stream().map(SimulatedDynamo::text).toList())
                .keySchema(keys.stream()
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key)
                                .keyType(key.equals(hash) ? KeyType.HASH : KeyType.RANGE)
                                .build())
                        .toList())
                .build());
        table(name).catchUp(now().plus(timings.create()));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
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

    /** The items of a table, without a call. */
    public synchronized List<Map<String, AttributeValue>> items(String table) {
        catchUp();
        return store.items(table(table));
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
    synchronized boolean takesAnother() {
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
        return find(nameOrArn).orElseThrow(() -> DynamoErrors.notFound(name(nameOrArn)));
    }

    /** As operations on backups find it. */
    SimulatedTable tableForBackups(String nameOrArn) {
        return find(nameOrArn).orElseThrow(() -> DynamoErrors.noTable(name(nameOrArn)));
    }

    Optional<SimulatedTable> find(String nameOrArn) {
        return Optional.ofNullable(tables.get(name(nameOrArn)));
    }

    private static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.indexOf('/') + 1);
    }

    void add(SimulatedTable table) {
        tables.put(table.shown.tableName(), table);
    }

    ItemStore store() {
        return store;
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
                .table(store.counted(table(request.tableName())))
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
        table.after(now(), takes, () -> {
            tables.remove(name);
            store.drop(table);
        });
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
                        + " " + table.timeToLive + " " + table.pointInTime + " " + table.tags + " " + items(table)));
        return state;
    }

    private List<String> items(SimulatedTable table) {
        return store.items(table).stream().map(Object::toString).sorted().toList();
    }
}
