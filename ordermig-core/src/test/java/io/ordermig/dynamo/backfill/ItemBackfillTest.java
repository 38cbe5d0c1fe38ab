package io.ordermig.dynamo.backfill;

import static io.ordermig.dynamo.backfill.Orders.MIGRATION;
import static io.ordermig.dynamo.backfill.Orders.number;
import static io.ordermig.dynamo.backfill.Orders.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.CapacityTarget;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.TestTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoExtension.class)
class ItemBackfillTest {

    private static final BackfillOptions OPTIONS =
            BackfillOptions.DEFAULTS.withWorkers(4).withPageSize(40);

    private final RecordedEvents events = new RecordedEvents();
    private TestTables tables;
    private Orders orders;
    private OpenLedger ledger;
    private CheckpointStore checkpoints;
    private ItemBackfill backfill;

    @BeforeEach
    void tables(TestTables own) {
        tables = own;
        orders = new Orders(own.client(), own.name("orders")).create();
        ledger = OpenLedger.of(own.client(), own.name("ledger"));
        checkpoints = ledger.checkpoints();
        backfill = Orders.backfill(own.client(), checkpoints, OPTIONS, events);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void renamesAnAttributeOf500ItemsAndBackAgain() {
        orders.put(500, i -> Map.of("state", text("S" + i % 7)));
        BackfillSpec rename = orders.spec(
                "SET #new = #old REMOVE #old",
                "attribute_exists(#old) AND attribute_not_exists(#new)",
                Map.of("#old", "state", "#new", "orderStatus"),
                Map.of());
        BackfillSpec inverse = orders.spec(
                "SET #new = #old REMOVE #old",
                "attribute_exists(#old) AND attribute_not_exists(#new)",
                Map.of("#old", "orderStatus", "#new", "state"),
                Map.of());
        List<Map<String, AttributeValue>> before = orders.items();

        BackfillOutcome outcome = backfill.run("1", MIGRATION, rename);

        assertThat(orders.items())
                .hasSize(500)
                .allSatisfy(item -> assertThat(item).containsKey("orderStatus").doesNotContainKey("state"));
        assertThat(outcome.rounds()).isEqualTo(1);
        assertThat(outcome.resumed()).isFalse();
        assertThat(outcome.counts().changed()).isEqualTo(500);
        assertThat(outcome.counts().lookedAt()).isEqualTo(500);
        assertThat(outcome.counts().passedOver()).isZero();
        assertThat(outcome.counts().readUnits()).isPositive();
        assertThat(outcome.counts().writeUnits()).isGreaterThanOrEqualTo(500);

        backfill.run("1-undo", MIGRATION, inverse);

        assertThat(orders.items()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void setsWhatIsMissingAndLeavesAloneWhatIsThere() {
        orders.put(300, i -> i % 3 == 0 ? Map.of("type", text("EXPRESS")) : Map.of());

        BackfillOutcome outcome = backfill.run("1", MIGRATION, orders.typed());

        assertThat(outcome.counts().changed()).isEqualTo(200);
        assertThat(outcome.counts().passedOver()).isEqualTo(100);
        IntStream.range(0, 300)
                .forEach(i -> assertThat(orders.get(i).get("type").s()).isEqualTo(i % 3 == 0 ? "EXPRESS" : "STANDARD"));
    }

    @Test
    void removesAnAttribute() {
        orders.put(100, i -> Map.of("fax", text("0"), "phone", text("1")));

        backfill.run("1", MIGRATION, orders.spec("REMOVE fax", "attribute_exists(fax)", Map.of(), Map.of()));

        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsOnlyKeys("customer", "order", "phone"));
    }

    @Test
    void copiesAnAttribute() {
        orders.put(100, i -> Map.of("total", number(i)));

        backfill.run(
                "1",
                MIGRATION,
                orders.spec(
                        "SET gross = #total",
                        "attribute_exists(#total) AND attribute_not_exists(gross)",
                        Map.of("#total", "total"),
                        Map.of()));

        assertThat(orders.items())
                .allSatisfy(item -> assertThat(item.get("gross")).isEqualTo(item.get("total")));
    }

    @Test
    void transformsItemsInJava() {
        orders.put(200, i -> Map.of("name", text("Ada Lovelace" + i), "more", text("kept")));

        BackfillOutcome outcome = backfill.run("1", MIGRATION, TransformSpec.of(orders.table(), new NameParts()));

        assertThat(outcome.counts().changed()).isEqualTo(200);
        assertThat(orders.get(7))
                .containsEntry("first", text("Ada"))
                .containsEntry("last", text("Lovelace7"))
                .containsEntry("more", text("kept"))
                .doesNotContainKey("name");
    }

    /** Splits a name in two. */
    static final class NameParts implements ItemTransform {
        @Override
        public Set<String> reads() {
            return Set.of("name");
        }

        @Override
        public ItemChanges change(Map<String, AttributeValue> item) {
            AttributeValue name = item.get("name");
            if (name == null) {
                return ItemChanges.NONE;
            }
            assertThat(item).containsOnlyKeys("customer", "order", "name");
            String[] parts = name.s().split(" ", 2);
            return ItemChanges.set("first", text(parts[0]))
                    .andSet("last", text(parts[1]))
                    .andRemove("name");
        }
    }

    @Test
    void countsAndChangesNothing() {
        orders.put(300, i -> i % 3 == 0 ? Map.of("type", text("EXPRESS")) : Map.of());

        BackfillEstimate byExpression = backfill.estimate(MIGRATION, orders.typed());
        BackfillEstimate byTransform = backfill.estimate(MIGRATION, TransformSpec.of(orders.table(), new NameParts()));

        assertThat(byExpression.items()).isEqualTo(300);
        assertThat(byExpression.matching()).isEqualTo(200);
        assertThat(byExpression.readUnits()).isPositive();
        assertThat(byTransform.matching()).isZero();
        assertThat(orders.items()).noneMatch(item -> item.containsKey("touched"));
    }

    @Test
    void goesThroughATableWithoutItems() {
        BackfillOutcome outcome = backfill.run("1", MIGRATION, orders.typed());

        assertThat(outcome.counts().lookedAt()).isZero();
        assertThat(outcome.counts().changed()).isZero();
    }

    @Test
    void goesOnAfterPagesWithoutAMatch() {
        orders.put(400, i -> i == 399 ? Map.of() : Map.of("type", text("EXPRESS")));
        ItemBackfill small = Orders.backfill(tables.client(), checkpoints, OPTIONS.withPageSize(3));

        assertThat(small.run("1", MIGRATION, orders.typed()).counts().changed()).isOne();
    }

    @Test
    void readsPagesOfOneItemWhenThereIsHardlyCapacity() {
        orders.put(20, i -> Map.of("text", text("x".repeat(9000))));
        ItemBackfill slow = Orders.backfill(
                tables.client(),
                checkpoints,
                OPTIONS.withCapacity(CapacityTarget.perSecond(100), CapacityTarget.perSecond(1000)),
                events);

        slow.run("1", MIGRATION, orders.typed());

        assertThat(orders.items()).allSatisfy(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    @Test
    void passesOverItemsThatHaveExpired() {
        tables.client()
                .updateTimeToLive(request -> request.tableName(orders.table())
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName("expires").enabled(true)));
        long now = Instant.now().getEpochSecond();
        orders.put(5, i -> switch (i) {
            case 0 -> Map.of("expires", number(now - 2));
            case 1 -> Map.of("expires", number(now + 3600));
            case 2 -> Map.of("expires", text("never"));
            case 3 -> Map.of("expires", number(now - 6L * 366 * 24 * 3600));
            default -> Map.of();
        });

        BackfillOutcome outcome = backfill.run("1", MIGRATION, orders.typed());

        assertThat(outcome.counts().changed()).isEqualTo(4);
        assertThat(orders.get(0)).doesNotContainKey("touched");
        IntStream.range(1, 5).forEach(i -> assertThat(orders.get(i)).containsEntry("touched", number(1)));
    }

    @Test
    void tellsWhatThereIsToDoAndWhatWasDone() {
        orders.put(300, i -> Map.of());

        backfill.run("1", MIGRATION, orders.typed());

        RunEvent.BackfillStarted started =
                events.of(RunEvent.BackfillStarted.class).get(0);
        assertThat(started.items()).isEqualTo(300);
        assertThat(started.matching()).isEqualTo(300);
        assertThat(started.readUnits()).isPositive();
        assertThat(started.segments()).isEqualTo(4);
        assertThat(events.of(RunEvent.BackfillProgressed.class)).anySatisfy(event -> {
            assertThat(event.stage()).isEqualTo("round 1");
            assertThat(event.lookedAt()).isEqualTo(300);
            assertThat(event.changed()).isEqualTo(300);
            assertThat(event.perSecond()).isPositive();
        });
        assertThat(events.of(RunEvent.VerificationFinished.class))
                .singleElement()
                .satisfies(event -> assertThat(event.passed()).isTrue());
        assertThat(events.of(RunEvent.BackfillFinished.class))
                .singleElement()
                .satisfies(event -> assertThat(event.changed()).isEqualTo(300));
    }

    @Test
    void keepsNoCheckpointsOfABackfillThatIsDone() {
        orders.put(30, i -> Map.of());

        backfill.run("1", MIGRATION, orders.typed());

        assertThat(checkpoints.all("1")).isEmpty();
    }

    @Test
    void asksAVerificationOfItsOwn() {
        orders.put(30, i -> Map.of());

        backfill.run("1", MIGRATION, verified(30));

        OrdermigException e = failure(() -> backfill.run("2", MIGRATION, verified(31)));
        assertThat(e.problem().code()).isEqualTo(BackfillProblem.NOT_VERIFIED);
        assertThat(e).hasMessageContaining("Counted: 30");
    }

    @Test
    void asksAVerificationOfATransformation() {
        orders.put(30, i -> Map.of("name", text("Ada Lovelace")));

        BackfillOutcome outcome = backfill.run("1", MIGRATION, lovelaces(30));

        assertThat(outcome.segments()).isEqualTo(2);
        OrdermigException e = failure(() -> backfill.run("2", MIGRATION, lovelaces(31)));
        assertThat(e.problem().code()).isEqualTo(BackfillProblem.NOT_VERIFIED);
        assertThat(e).hasMessageContaining("31 items of " + orders.table() + " for which #last = :last");
    }

    private TransformSpec lovelaces(long expected) {
        return new TransformSpec(
                orders.table(),
                new NameParts(),
                Map.of("#last", "last"),
                Map.of(":last", text("Lovelace")),
                2,
                Optional.of(new BackfillSpec.ItemCount("#last = :last", expected)));
    }

    private BackfillSpec verified(long expected) {
        BackfillSpec typed = orders.typed();
        return new BackfillSpec(
                typed.table(),
                typed.update(),
                typed.condition(),
                typed.names(),
                typed.values(),
                2,
                Optional.of(new BackfillSpec.ItemCount("#type = :standard", expected)));
    }

    @Test
    void stopsAtTheFirstItemWhenTheUpdateLeavesItsConditionTrue() {
        orders.put(100, i -> Map.of());
        BackfillSpec endless =
                orders.spec("ADD touched :one", "attribute_exists(customer)", Map.of(), Map.of(":one", number(1)));

        OrdermigException e = failure(() -> backfill.run("1", MIGRATION, endless));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.ENDLESS);
        assertThat(e.problem().changed()).startsWith("1 item;");
        assertThat(orders.items().stream().filter(item -> item.containsKey("touched")))
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("touched", number(1)));
    }

    @Test
    void stopsAtTheFirstItemWhenATransformationChangesWhatItHasChanged() {
        orders.put(100, i -> Map.of("total", number(1)));

        OrdermigException e =
                failure(() -> backfill.run("1", MIGRATION, TransformSpec.of(orders.table(), new ItemTransform() {
                    @Override
                    public Set<String> reads() {
                        return Set.of("total");
                    }

                    @Override
                    public ItemChanges change(Map<String, AttributeValue> item) {
                        return ItemChanges.set(
                                "total", number(Long.parseLong(item.get("total").n()) * 2));
                    }
                })));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.ENDLESS);
        assertThat(orders.items().stream().filter(item -> item.get("total").equals(number(2))))
                .hasSize(1);
    }

    @Test
    void saysWhenATransformationFailsAndShowsNoItem() {
        orders.put(10, i -> Map.of("name", text("nameWithoutBlank")));

        OrdermigException e =
                failure(() -> backfill.run("1", MIGRATION, TransformSpec.of(orders.table(), new NameParts())));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.TRANSFORM_FAILED);
        assertThat(e.problem().toString()).doesNotContain("nameWithoutBlank");
        assertThat(e).hasRootCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void saysEverythingThatDoesNotFitTogether() {
        BackfillSpec wrong =
                orders.spec("SET #a = :b", "", Map.of("#c", "c", "#ordermigX", "x"), Map.of(":d", text("d")));

        OrdermigException e = failure(() -> backfill.run("1", MIGRATION, wrong));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.INVALID);
        assertThat(e.problem().details())
                .anySatisfy(line -> assertThat(line).contains("no condition"))
                .anySatisfy(line -> assertThat(line).startsWith("#a is used"))
                .anySatisfy(line -> assertThat(line).startsWith(":b is used"))
                .anySatisfy(line -> assertThat(line).startsWith("#c is defined"))
                .anySatisfy(line -> assertThat(line).startsWith(":d is defined"))
                .anySatisfy(line -> assertThat(line).contains("kept for ordermig"));
    }

    @Test
    void saysWhatDoesNotFitTogetherInATransformation() {
        TransformSpec wrong = new TransformSpec(
                orders.table(),
                new ItemTransform() {
                    @Override
                    public Set<String> reads() {
                        return Set.of();
                    }

                    @Override
                    public ItemChanges change(Map<String, AttributeValue> item) {
                        return ItemChanges.NONE;
                    }
                },
                Map.of("#a", "a"),
                Map.of(),
                -1,
                Optional.empty());

        OrdermigException e = failure(() -> backfill.run("1", MIGRATION, wrong));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.INVALID);
        assertThat(e.problem().details())
                .anySatisfy(line -> assertThat(line).contains("reads no attribute"))
                .anySatisfy(line -> assertThat(line).startsWith("#a is defined"))
                .anySatisfy(line -> assertThat(line).contains("not -1"));
    }

    @Test
    void saysWhatDynamoDbDoesNotUnderstand() {
        orders.put(10, i -> Map.of());

        OrdermigException e = failure(() -> backfill.run(
                "1", MIGRATION, orders.spec("SET gross == 1", "attribute_not_exists(gross)", Map.of(), Map.of())));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.REFUSED);
        assertThat(e.problem().changed()).isEqualTo("no item");
    }

    @Test
    void saysWhenThereIsNoTable() {
        BackfillSpec typed = orders.typed();
        BackfillSpec elsewhere = new BackfillSpec(
                tables.name("missing"),
                typed.update(),
                typed.condition(),
                typed.names(),
                typed.values(),
                0,
                Optional.empty());

        OrdermigException e = failure(() -> backfill.run("1", MIGRATION, elsewhere));

        assertThat(e.problem().code()).isEqualTo(BackfillProblem.TABLE_MISSING);
    }

    static OrdermigException failure(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(OrdermigException.class, call);
    }
}
