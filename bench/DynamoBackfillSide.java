import io.ordermig.dynamo.backfill.BackfillOptions;
import io.ordermig.dynamo.backfill.BackfillOutcome;
import io.ordermig.dynamo.backfill.BackfillSpec;
import io.ordermig.dynamo.backfill.ItemBackfill;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import io.ordermig.config.CapacityTarget;
import io.ordermig.dynamo.ledger.Ledger;
import io.ordermig.dynamo.ledger.LedgerLock;
import io.ordermig.dynamo.ledger.LedgerSettings;
import io.ordermig.dynamo.ledger.LockListener;
import io.ordermig.dynamo.ledger.Runner;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One side of {@link DynamoBackfill}, in a JVM of its own: raises the number {@code formVersion} of all items, and
 * prints what that took as {@code name=value}.
 *
 * <p>Arguments: {@code ordermig} or {@code loop}, the endpoint, the number to raise it to, and whether to collect garbage
 * now and then to see what is alive.
 */
public final class DynamoBackfillSide {

    static final String TABLE = "bench_orders";
    private static final String LEDGER = "bench_ledger";
    private static final String UPDATE = "SET #version = :new";
    private static final String CONDITION = "#version < :new";
    private static final Map<String, String> NAMES = Map.of("#version", "formVersion");
    private static final MigrationRef MIGRATION =
            new MigrationRef("dynamodb", "1", "bench", "V1__bench.yaml", "YAML", "migrate", false);

    private final Cost cost = new Cost();
    private final DynamoDbClient client;
    private final Map<String, AttributeValue> values;
    private final String version;
    private final boolean lookingAtMemory;
    private long live;

    private DynamoBackfillSide(URI endpoint, String version, boolean lookingAtMemory) {
        this.client = client(endpoint, cost);
        this.version = version;
        this.values = Map.of(":new", AttributeValue.fromN(version));
        this.lookingAtMemory = lookingAtMemory;
    }

    public static void main(String[] arguments) throws IOException {
        DynamoBackfillSide side =
                new DynamoBackfillSide(URI.create(arguments[1]), arguments[2], Boolean.parseBoolean(arguments[3]));
        side.client.listTables();
        if (arguments[0].equals("ordermig")) {
            side.ordermig();
        } else {
            side.loop();
        }
        side.print();
    }

    static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> List.of(interceptors).forEach(o::addExecutionInterceptor))
                .build();
    }

    private void ordermig() {
        BackfillOptions options = BackfillOptions.DEFAULTS.withCapacity(
                CapacityTarget.perSecond(1e9), CapacityTarget.perSecond(1e9));
        Stages stages = new Stages();
        Clock clock = Clock.systemUTC();
        Ledger ledger = new Ledger(
                client,
                LedgerSettings.of(LEDGER),
                Runner.here("bench"),
                clock,
                Sleeper.SYSTEM,
                System.err::println);
        BackfillSpec spec = new BackfillSpec(TABLE, UPDATE, CONDITION, NAMES, values, 0, Optional.empty());
        Instant begun = clock.instant();
        BackfillOutcome outcome;
        try (LedgerLock lock = ledger.acquire(Duration.ofMinutes(1), LockListener.NONE)) {
            ItemBackfill backfill = new ItemBackfill(new ItemBackfill.Context(
                    client,
                    ledger.checkpoints(lock),
                    options,
                    clock,
                    Sleeper.SYSTEM,
                    new RunEvents(clock, List.of(stages))));
            outcome = backfill.run("bench/" + version, MIGRATION, spec);
        }
        say("seconds", seconds(begun, clock.instant()));
        say("count", seconds(begun, stages.counted));
        say("change", seconds(stages.counted, stages.changed));
        say("verification", seconds(stages.changed, stages.verified));
        say("lost", outcome.counts().lostRaces());
        say("rounds", outcome.rounds());
    }

    /** Who does it with the SDK alone: page by page, item by item, and only the key is read. */
    private void loop() {
        Instant begun = Instant.now();
        long lost = 0;
        Map<String, AttributeValue> after = Map.of();
        do {
            Map<String, AttributeValue> from = after;
            ScanResponse page = client.scan(scan -> scan.tableName(TABLE)
                    .filterExpression(CONDITION)
                    .projectionExpression("id")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(values)
                    .exclusiveStartKey(from.isEmpty() ? null : from)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            for (Map<String, AttributeValue> item : page.items()) {
                try {
                    client.updateItem(update -> update.tableName(TABLE)
                            .key(item)
                            .updateExpression(UPDATE)
                            .conditionExpression(CONDITION)
                            .expressionAttributeNames(NAMES)
                            .expressionAttributeValues(values)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
                } catch (ConditionalCheckFailedException other) {
                    lost++;
                }
            }
            after = page.lastEvaluatedKey();
        } while (!after.isEmpty());
        double seconds = seconds(begun, Instant.now());
        say("seconds", seconds);
        say("change", seconds);
        say("lost", lost);
    }

    private void print() throws IOException {
        say("reads", cost.reads.sum());
        say("writes", cost.writes.sum());
        say("checkpoints", cost.checkpoints.sum());
        say("live", live);
        say("heap", heap(pool -> pool.getPeakUsage().getUsed()));
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            status.filter(line -> line.startsWith("VmHWM:"))
                    .forEach(line -> say("resident", Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024.0));
        } catch (IOException noProc) {
            say("resident", 0);
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static void say(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.3f%n", name, value);
    }

    private static long heap(ToLongFunction<MemoryPoolMXBean> used) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(used)
                .sum();
    }

    /** When stages ended; and, at each look at progress, how much of the heap is alive. */
    private final class Stages implements RunListener {
        private Instant counted = Instant.MAX;
        private Instant changed = Instant.MAX;
        private Instant verified = Instant.MAX;

        @Override
        public void backfillStarted(RunEvent.BackfillStarted event) {
            counted = event.at();
        }

        @Override
        public void verificationFinished(RunEvent.VerificationFinished event) {
            verified = event.at();
            changed = verified.minus(event.took());
        }

        @Override
        public void backfillProgressed(RunEvent.BackfillProgressed event) {
            if (lookingAtMemory) {
                System.gc();
                live = Math.max(live, heap(pool -> {
                    MemoryUsage usage = pool.getCollectionUsage();
                    return usage == null ? 0 : usage.getUsed();
                }));
            }
        }
    }

    /** What DynamoDB says that its answers cost, to either side alike. */
    private static final class Cost implements ExecutionInterceptor {
        private final DoubleAdder reads = new DoubleAdder();
        private final DoubleAdder writes = new DoubleAdder();
        private final LongAdder checkpoints = new LongAdder();

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            SdkResponse response = context.response();
            if (response instanceof ScanResponse page) {
                reads.add(page.consumedCapacity().capacityUnits());
            } else if (response instanceof UpdateItemResponse update && update.consumedCapacity() != null) {
                writes.add(update.consumedCapacity().capacityUnits());
            } else if (response instanceof PutItemResponse) {
                checkpoints.increment();
            }
        }
    }
}
