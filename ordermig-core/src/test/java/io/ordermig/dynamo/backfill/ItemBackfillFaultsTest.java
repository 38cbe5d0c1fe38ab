package io.ordermig.dynamo.backfill;

import static io.ordermig.dynamo.backfill.ItemBackfillTest.failure;
import static io.ordermig.dynamo.backfill.Orders.MIGRATION;
import static io.ordermig.dynamo.backfill.Orders.number;
import static io.ordermig.dynamo.backfill.Orders.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.AwsProblem;
import io.ordermig.config.CapacityTarget;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.DynamoRelay;
import io.ordermig.testing.DynamoRelay.Fate;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.TestTables;
import io.ordermig.testing.VirtualTime;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoExtension.class)
class ItemBackfillFaultsTest {

    private static final BackfillOptions OPTIONS =
            BackfillOptions.DEFAULTS.withWorkers(4).withPageSize(20);

    private final RecordedEvents events = new RecordedEvents();
    private TestTables tables;
    private DynamoRelay relay;
    private DynamoDbClient client;
    private Orders orders;
    private OpenLedger ledger;
    private CheckpointStore checkpoints;

    @BeforeEach
    void tables(TestTables own) {
        tables = own;
        relay = new DynamoRelay(own.endpoint());
        client = relay.client();
        orders = new Orders(own.client(), own.name("orders")).create();
        ledger = OpenLedger.of(own.client(), own.name("ledger"));
        checkpoints = ledger.checkpoints();
    }

    @AfterEach
    void close() {
        ledger.close();
        client.close();
        relay.close();
    }

    @Test
    void changesEachItemOnceThoughDynamoDbThrottlesAndFailsAndConnectionsBreak() {
        orders.put(300, i -> Map.of());
        relay.judge(call -> switch (call.number() % 7) {
            case 1 -> Fate.THROTTLED;
            case 3 -> Fate.LOST;
            case 4 -> Fate.FAILED;
            case 6 -> Fate.ANSWER_LOST;
            default -> Fate.PASS;
        });

        BackfillOutcome outcome = impatient().run("1", MIGRATION, orders.typed());

        assertThat(orders.items())
                .hasSize(300)
                .allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
        assertThat(outcome.counts().lookedAt()).isEqualTo(300);
        assertThat(outcome.counts().changed() + outcome.counts().lostRaces()).isEqualTo(300);
    }

    @Test
    void losesNothingWhenTheStoreOfCheckpointsFails() {
        orders.put(300, i -> Map.of());
        relay.judge(call -> call.body().contains("checkpoint#")
                ? switch (call.number() % 4) {
                    case 1 -> Fate.ANSWER_LOST;
                    case 2 -> Fate.THROTTLED;
                    default -> Fate.PASS;
                }
                : Fate.PASS);

        try (OpenLedger failing = OpenLedger.of(client, tables.name("failing"))) {
            Orders.backfill(client, failing.checkpoints(), OPTIONS, Clock.systemUTC(), duration -> {})
                    .run("1", MIGRATION, orders.typed());
            relay.judge(call -> Fate.PASS);
            assertThat(failing.checkpoints().all("1")).isEmpty();
        }

        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    @Test
    void givesUpWhenThrottlingDoesNotEndAndContinuesLater() {
        orders.put(100, i -> Map.of());
        VirtualTime time = new VirtualTime();
        relay.judge(call -> call.operation().equals("UpdateItem") && call.number() > 30 ? Fate.THROTTLED : Fate.PASS);

        OrdermigException e = failure(
                () -> Orders.backfill(client, checkpoints, OPTIONS, time, time).run("1", MIGRATION, orders.typed()));

        assertThat(e.problem().code()).isEqualTo(AwsProblem.THROTTLED);
        assertThat(e.problem().repeat()).isEqualTo(Repeat.SAFE);
        assertThat(e.problem().changed()).startsWith("29 items");

        relay.judge(call -> Fate.PASS);
        long scans = pagesRead();
        BackfillOutcome outcome = impatient().run("1", MIGRATION, orders.typed());

        assertThat(outcome.resumed()).isTrue();
        assertThat(pagesRead() - scans).as("segments that were not done").isBetween(1L, 14L);
        assertThat(outcome.segments()).isEqualTo(4);
        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    @Test
    void slowsDownWhenThrottled() {
        orders.put(200, i -> Map.of());
        VirtualTime time = new VirtualTime();
        BackfillOptions options =
                OPTIONS.withWorkers(1).withCapacity(CapacityTarget.perSecond(1000), CapacityTarget.perSecond(20));
        Orders.backfill(client, checkpoints, options, time, time).run("1", MIGRATION, orders.typed());
        Duration unthrottled = Duration.between(new VirtualTime().instant(), time.instant());
        assertThat(unthrottled).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(11));

        orders.put(200, i -> Map.of());
        VirtualTime other = new VirtualTime();
        int before = relay.calls("UpdateItem").size();
        relay.judge(call -> call.operation().equals("UpdateItem") && (call.number() - before) % 20 == 10
                ? Fate.THROTTLED
                : Fate.PASS);
        Orders.backfill(client, checkpoints, options, other, other).run("2", MIGRATION, orders.typed());

        assertThat(Duration.between(new VirtualTime().instant(), other.instant()))
                .isGreaterThan(unthrottled.plusSeconds(5));
    }

    @Test
    void repeatsAWriteThatMetATransaction() {
        orders.put(20, i -> Map.of());
        relay.judge(
                call -> call.operation().equals("UpdateItem") && call.number() == 5 ? Fate.IN_TRANSACTION : Fate.PASS);

        impatient().run("1", MIGRATION, orders.typed());

        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    @Test
    void letsAConcurrentWriterComeFirst() {
        orders.put(1, i -> Map.of());
        once("UpdateItem", () -> orders.put(1, i -> Map.of("type", text("EXPRESS"))));

        BackfillOutcome outcome = impatient().run("1", MIGRATION, orders.typed());

        assertThat(orders.get(0)).containsEntry("type", text("EXPRESS")).doesNotContainKey("touched");
        assertThat(outcome.counts().lostRaces()).isOne();
        assertThat(outcome.counts().changed()).isZero();
    }

    @Test
    void makesNoItemOfOneThatWasDeletedMeanwhile() {
        orders.put(1, i -> Map.of());
        once(
                "UpdateItem",
                () -> tables.client()
                        .deleteItem(request -> request.tableName(orders.table()).key(Orders.key(0))));

        BackfillOutcome outcome = impatient().run("1", MIGRATION, orders.typed());

        assertThat(orders.items()).isEmpty();
        assertThat(outcome.counts().lostRaces()).isOne();
    }

    @Test
    void transformsAgainWhatAConcurrentWriterHasChanged() {
        orders.put(1, i -> Map.of("net", number(100)));
        once("UpdateItem", () -> orders.put(1, i -> Map.of("net", number(200), "note", text("new"))));

        BackfillOutcome outcome = impatient().run("1", MIGRATION, TransformSpec.of(orders.table(), new Gross()));

        assertThat(orders.get(0))
                .containsEntry("net", number(200))
                .containsEntry("gross", number(238))
                .containsEntry("note", text("new"));
        assertThat(outcome.counts().changed()).isOne();
        assertThat(outcome.counts().lostRaces()).isOne();
        assertThat(outcome.rounds()).isOne();
    }

    @Test
    void transformsNothingThatWasDeletedMeanwhile() {
        orders.put(1, i -> Map.of("net", number(100)));
        once(
                "UpdateItem",
                () -> tables.client()
                        .deleteItem(request -> request.tableName(orders.table()).key(Orders.key(0))));

        impatient().run("1", MIGRATION, TransformSpec.of(orders.table(), new Gross()));

        assertThat(orders.items()).isEmpty();
    }

    /** Adds a tax. */
    private static final class Gross implements ItemTransform {
        @Override
        public Set<String> reads() {
            return Set.of("net", "gross");
        }

        @Override
        public ItemChanges change(Map<String, AttributeValue> item) {
            return item.containsKey("gross")
                    ? ItemChanges.NONE
                    : ItemChanges.set(
                            "gross", number(Long.parseLong(item.get("net").n()) * 119 / 100));
        }
    }

    @Test
    void catchesWhatAConcurrentWriterMakesBehindItInTheNextRound() {
        orders.put(50, i -> Map.of());
        AtomicBoolean made = new AtomicBoolean();
        relay.judge(call -> {
            // the scans of the other segments wait, too
            synchronized (made) {
                if (isVerifying(call) && made.compareAndSet(false, true)) {
                    tables.client()
                            .putItem(
                                    request -> request.tableName(orders.table()).item(Orders.key(50)));
                    tables.client()
                            .putItem(
                                    request -> request.tableName(orders.table()).item(Orders.key(51)));
                }
            }
            return Fate.PASS;
        });

        BackfillOutcome outcome = impatient().run("1", MIGRATION, orders.typed());

        assertThat(outcome.rounds()).isEqualTo(2);
        assertThat(outcome.counts().changed()).isEqualTo(52);
        assertThat(orders.items())
                .hasSize(52)
                .allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
        assertThat(events.of(RunEvent.VerificationFinished.class))
                .extracting(RunEvent.VerificationFinished::passed)
                .containsExactly(false, true);
    }

    @Test
    void stopsAfterSomeRoundsWhenWritersGoOnMakingOldItems() {
        orders.put(10, i -> Map.of());
        relay.judge(call -> {
            if (isVerifying(call)) {
                orders.put(1, i -> Map.of());
            }
            return Fate.PASS;
        });

        OrdermigException e = failure(() -> impatient().run("1", MIGRATION, orders.typed()));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.NOT_VERIFIED);
        assertThat(e).hasMessageContaining("Counted: 1, after 3 rounds");
        assertThat(e).hasMessageContaining("deploy what writes the new form first");

        relay.judge(call -> Fate.PASS);
        impatient().run("1", MIGRATION, orders.typed());
        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsKey("touched"));
    }

    @Test
    void saysWhenTheTableGoesAway() {
        orders.put(100, i -> Map.of());
        once("UpdateItem", () -> tables.client().deleteTable(request -> request.tableName(orders.table())));

        OrdermigException e = failure(() -> impatient().run("1", MIGRATION, orders.typed()));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.TABLE_MISSING);
        assertThat(e.problem().changed()).isEqualTo("no item");
    }

    @Test
    void beginsAnewWhenTheTableIsAnotherOneOfThatName() {
        orders.put(100, i -> Map.of());
        relay.judge(call -> call.operation().equals("UpdateItem") && call.number() > 60 ? Fate.THROTTLED : Fate.PASS);
        VirtualTime time = new VirtualTime();
        failure(() -> Orders.backfill(client, checkpoints, OPTIONS, time, time).run("1", MIGRATION, orders.typed()));
        relay.judge(call -> Fate.PASS);
        tables.client().deleteTable(request -> request.tableName(orders.table()));
        orders.create().put(100, i -> Map.of());

        BackfillOutcome outcome = impatient().run("1", MIGRATION, orders.typed());

        assertThat(outcome.resumed()).isFalse();
        assertThat(outcome.counts().changed()).isEqualTo(100);
    }

    @Test
    void stopsWhenInterruptedAndContinuesLater() throws Exception {
        orders.put(400, i -> Map.of());
        ItemBackfill slow = Orders.backfill(
                client,
                checkpoints,
                OPTIONS.withCapacity(CapacityTarget.perSecond(1000), CapacityTarget.perSecond(50)));
        AtomicReference<OrdermigException> failure = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread run = new Thread(() -> {
            failure.set(failure(() -> slow.run("1", MIGRATION, orders.typed())));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        CountDownLatch midst = new CountDownLatch(60);
        relay.judge(call -> {
            if (call.operation().equals("UpdateItem")) {
                midst.countDown();
            }
            return Fate.PASS;
        });
        run.start();
        assertThat(midst.await(1, TimeUnit.MINUTES)).isTrue();

        run.interrupt();
        run.join(20_000);

        assertThat(failure.get().problem().code()).isEqualTo(BackfillProblem.INTERRUPTED);
        assertThat(failure.get().problem().repeat()).isEqualTo(Repeat.SAFE);
        assertThat(stillInterrupted).isTrue();
        assertThat(orders.items()).anyMatch(item -> !item.containsKey("touched"));

        impatient().run("1", MIGRATION, orders.typed());
        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    @Test
    void stopsWhenItsBudgetIsSpentAndContinuesUntilItIsDone() {
        orders.put(400, i -> Map.of());
        int runs = 0;
        OrdermigException e;
        do {
            VirtualTime time = new VirtualTime();
            // epochs are by the clock, and each run is later than the one before
            time.sleep(Duration.ofMinutes(++runs));
            BackfillOptions options = OPTIONS.withBudget(Duration.ofSeconds(3))
                    .withCapacity(CapacityTarget.perSecond(10_000), CapacityTarget.perSecond(40))
                    .withLook(Duration.ofMillis(20));
            e = failure(() ->
                    Orders.backfill(client, checkpoints, options, time, time).run("1", MIGRATION, orders.typed()));
            if (e != null) {
                assertThat(e.problem().code()).isEqualTo(BackfillProblem.BUDGET_SPENT);
                assertThat(e.problem().changed()).contains("continues from the last checkpoint");
            }
        } while (e != null && runs < 30);

        assertThat(runs).isBetween(2, 29);
        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    private long pagesRead() {
        return relay.calls("Scan").stream()
                .filter(call -> !call.body().contains("\"Select\":\"COUNT\""))
                .count();
    }

    private static boolean isVerifying(DynamoRelay.Call call) {
        return call.body().contains("\"ConsistentRead\":true") && call.body().contains("\"Select\":\"COUNT\"");
    }

    private ItemBackfill impatient() {
        Sleeper none = duration -> {};
        return Orders.backfill(client, checkpoints, OPTIONS, Clock.systemUTC(), none, events);
    }

    private void once(String operation, Runnable before) {
        relay.judge(call -> {
            if (call.operation().equals(operation) && call.number() == 1) {
                before.run();
            }
            return Fate.PASS;
        });
    }
}
