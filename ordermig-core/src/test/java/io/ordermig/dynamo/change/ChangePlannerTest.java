package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Each rule by which changes are planned. */
class ChangePlannerTest {

    private final SimulatedClock clock = SimulatedClock.standing(AwsSimulatorExtension.START);
    private final ChangePlanner planner = new ChangePlanner(clock);

    private ChangePlan plan(LiveTable live, DynamoDbRequest request) {
        return planner.plan(new WantedChange(request), Map.of(live.name(), live));
    }

    private LiveTable after(DynamoDbRequest... requests) {
        LiveTable live = LiveTable.absent("orders");
        for (DynamoDbRequest request : requests) {
            for (PlannedCall call : plan(live, request).orThrow().calls()) {
                live = Foreseen.after(live, call.request(), clock.instant());
            }
        }
        return live;
    }

    private static List<String> sentences(ChangePlan plan) {
        assertThat(plan.problems()).isEmpty();
        return plan.calls().stream().map(PlannedCall::sentence).toList();
    }

    private static String onlyProblem(ChangePlan plan, ChangeProblem code) {
        assertThat(plan.calls()).isEmpty();
        assertThat(plan.problems()).extracting(Problem::code).containsExactly(code);
        return plan.problems().get(0).text(Vocabulary.NEUTRAL);
    }

    @Test
    void leavesNothingToDoWhenAllCallsAreMade() {
        LiveTable live = after(Wanted.provisioned("orders").build());
        UpdateTableRequest wanted = Wanted.update("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .onDemandThroughput(limit -> limit.maxReadRequestUnits(10L).maxWriteRequestUnits(-1L))
                .attributeDefinitions(Wanted.text("customer"))
                .globalSecondaryIndexUpdates(Wanted.index("customer"))
                .streamSpecification(Wanted.stream(StreamViewType.NEW_IMAGE))
                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                .sseSpecification(sse -> sse.enabled(true).kmsMasterKeyId("1234"))
                .deletionProtectionEnabled(true)
                .build();
        ChangePlan plan = plan(live, wanted);
        assertThat(plan.calls()).hasSize(6);
        for (PlannedCall call : plan.calls()) {
            live = Foreseen.after(live, call.request(), clock.instant());
        }

        assertThat(plan(live, wanted).calls()).isEmpty();
        assertThat(plan(live, wanted).alreadySo()).hasSize(6);
    }

    @Test
    void passesOnEveryMemberOfACreateTable() {
        CreateTableRequest wanted = Wanted.table("orders")
                .resourcePolicy("{}")
                .warmThroughput(warm -> warm.readUnitsPerSecond(13_000L))
                .build();

        assertThat(plan(LiveTable.absent("orders"), wanted).calls().get(0).request())
                .isSameAs(wanted);
    }

    @Test
    void passesOnWhatNoRuleIsAboutAndCannotTellItsEffect() {
        ChangePlan plan = plan(
                after(Wanted.table("orders").build()),
                Wanted.update("orders")
                        .globalTableWitnessUpdates(update -> update.create(witness -> witness.regionName("us-west-2")))
                        .build());

        assertThat(plan.calls()).singleElement().satisfies(call -> {
            assertThat(call.verifiable()).isFalse();
            assertThat(((UpdateTableRequest) call.request()).globalTableWitnessUpdates())
                    .hasSize(1);
        });
    }

    @Test
    void setsUpReplicasOneByOneOrTogetherWithTheirConsistency() {
        LiveTable live = after(Wanted.table("orders").build());
        UpdateTableRequest.Builder two = Wanted.update("orders")
                .replicaUpdates(
                        update -> update.create(replica -> replica.regionName("eu-west-1")),
                        update -> update.create(replica -> replica.regionName("eu-west-3")));

        assertThat(sentences(plan(live, two.build())))
                .containsExactly(
                        "Create the replica of orders in eu-west-1", "Create the replica of orders in eu-west-3");
        assertThat(plan(
                                live,
                                two.multiRegionConsistency(MultiRegionConsistency.STRONG)
                                        .build())
                        .calls())
                .singleElement()
                .satisfies(call -> assertThat(Members.given(call.request()).keySet())
                        .contains("ReplicaUpdates", "MultiRegionConsistency"));
    }

    @Test
    void refusesDefinitionsOfACreateTableThatAreNotThoseOfItsKeys() {
        String problem = onlyProblem(
                plan(
                        LiveTable.absent("orders"),
                        Wanted.table("orders")
                                .attributeDefinitions(Wanted.text("name"), Wanted.text("total"))
                                .build()),
                ChangeProblem.ATTRIBUTE_DEFINITIONS);

        assertThat(problem).contains("Define id.", "Take out name, total");
    }

    @Test
    void skipsACreateTableWhoseTableIsThereAsWanted() {
        CreateTableRequest wanted = Wanted.table("orders")
                .deletionProtectionEnabled(false)
                .streamSpecification(stream -> stream.streamEnabled(false))
                .build();

        ChangePlan plan = plan(after(Wanted.table("orders").build()), wanted);

        assertThat(plan.calls()).isEmpty();
        assertThat(plan.alreadySo()).containsExactly("The table orders is there, as wanted.");
    }

    @Test
    void tellsEachDifferenceThatCanBeChangedAndWhichOperationChangesIt() {
        LiveTable live = after(
                Wanted.table("orders").build(), Wanted.indexes("orders", Wanted.index("status"), Wanted.index("same")));
        CreateTableRequest wanted = Wanted.table("orders")
                .attributeDefinitions(Wanted.text("id"), Wanted.text("customer"), Wanted.text("same"))
                .globalSecondaryIndexes(
                        index -> index.indexName("by_customer").keySchema(Wanted.hash("customer")),
                        index -> index.indexName("by_same")
                                .keySchema(Wanted.hash("same"))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)))
                .deletionProtectionEnabled(true)
                .tags(tag -> tag.key("team").value("orders"))
                .build();

        String problem = onlyProblem(plan(live, wanted), ChangeProblem.TABLE_DIFFERS);

        assertThat(problem)
                .contains(
                        "It has no index by_customer. UpdateTable creates it",
                        "Its index by_same has other keys or another projection. UpdateTable deletes it and creates it",
                        "It has an index by_status, which is not wanted. UpdateTable deletes it",
                        "Its DeletionProtectionEnabled is another: none. UpdateTable changes it.",
                        "Its tags team are missing or others. TagResource sets them.");
    }

    @Test
    void refusesWhatCanNeverBeChanged() {
        LiveTable live = after(Wanted.table("orders").build());
        CreateTableRequest wanted = Wanted.table("orders")
                .attributeDefinitions(
                        AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType("N")
                                .build(),
                        Wanted.text("at"))
                .keySchema(
                        Wanted.hash("id"),
                        Wanted.hash("at").toBuilder().keyType("RANGE").build())
                .localSecondaryIndexes(index -> index.indexName("local").keySchema(Wanted.hash("id")))
                .build();

        String problem = onlyProblem(plan(live, wanted), ChangeProblem.TABLE_INCOMPATIBLE);

        assertThat(problem)
                .contains(
                        "Its key is id HASH; wanted is id HASH, at RANGE. This cannot be changed.",
                        "Its key attribute id has the type S; wanted is N. This cannot be changed.",
                        "It has no local index local. This cannot be changed.",
                        "Create the table under another name");
    }

    @Test
    void wantsThroughputForTheTableAndEachIndexThatStays() {
        LiveTable live = after(
                Wanted.table("orders").build(),
                Wanted.indexes("orders", Wanted.index("a"), Wanted.index("b"), Wanted.index("c")));
        UpdateTableRequest.Builder wanted = Wanted.update("orders").billingMode(BillingMode.PROVISIONED);

        assertThat(onlyProblem(
                        plan(
                                live,
                                wanted.globalSecondaryIndexUpdates(Wanted.indexUnits("by_a", 1, 1))
                                        .build()),
                        ChangeProblem.THROUGHPUT))
                .contains("for the table, its index by_b, its index by_c.");

        assertThat(sentences(plan(
                        live,
                        wanted.provisionedThroughput(Wanted.units(2, 1))
                                .globalSecondaryIndexUpdates(
                                        Wanted.indexUnits("by_a", 1, 1), Wanted.noIndex("by_b"), Wanted.noIndex("by_c"))
                                .build())))
                .as("indexes that go need none, and go first")
                .containsExactly(
                        "Delete the index by_b of orders",
                        "Delete the index by_c of orders",
                        "Change the throughput of orders: switch it to PROVISIONED, give it 2 read and 1 write units,"
                                + " change its index by_a");
    }

    @Test
    void wantsNoThroughputOfATableOnDemand() {
        String problem = onlyProblem(
                plan(
                        after(Wanted.table("orders").build()),
                        Wanted.update("orders")
                                .provisionedThroughput(Wanted.units(1, 1))
                                .build()),
                ChangeProblem.THROUGHPUT);

        assertThat(problem).contains("Take out ProvisionedThroughput for the table.");
    }

    @Test
    void changesTheThroughputOfAnIndexAlone() {
        LiveTable live = after(Wanted.provisioned("orders")
                .attributeDefinitions(Wanted.text("id"), Wanted.text("a"))
                .globalSecondaryIndexes(index ->
                        index.indexName("by_a").keySchema(Wanted.hash("a")).provisionedThroughput(Wanted.units(1, 1)))
                .build());

        ChangePlan plan = plan(
                live,
                Wanted.update("orders")
                        .provisionedThroughput(Wanted.units(5, 5))
                        .globalSecondaryIndexUpdates(Wanted.indexUnits("by_a", 3, 1))
                        .build());

        assertThat(sentences(plan)).containsExactly("Change the throughput of orders: change its index by_a");
        assertThat(((UpdateTableRequest) plan.calls().get(0).request()).provisionedThroughput())
                .isNull();
        onlyProblem(
                plan(
                        live,
                        Wanted.update("orders")
                                .globalSecondaryIndexUpdates(Wanted.indexUnits("by_z", 3, 1))
                                .build()),
                ChangeProblem.INDEX_MISSING);
    }

    @Test
    void countsDecreasesOfThroughput() {
        LiveTable live = after(Wanted.provisioned("orders").build());
        UpdateTableRequest less = Wanted.update("orders")
                .provisionedThroughput(Wanted.units(1, 1))
                .build();

        assertThat(plan(decreased(live, 3), less).warnings()).isEmpty();
        assertThat(plan(decreased(live, 4), less).warnings())
                .singleElement()
                .asString()
                .contains("permits the next decrease at 2040-03-01T02:50:00Z");
        onlyProblem(plan(decreased(live, 27), less), ChangeProblem.THROUGHPUT_DECREASES);
    }

    private LiveTable decreased(LiveTable live, long times) {
        Instant last = clock.instant().minus(Duration.ofMinutes(10));
        return live.with(live.table().orElseThrow().toBuilder()
                .provisionedThroughput(ProvisionedThroughputDescription.builder()
                        .readCapacityUnits(5L)
                        .writeCapacityUnits(5L)
                        .numberOfDecreasesToday(times)
                        .lastDecreaseDateTime(last)
                        .build())
                .build());
    }

    @Test
    void refusesAnIndexOfAnotherShapeUnlessItIsDeletedFirst() {
        LiveTable live = after(Wanted.table("orders").build(), Wanted.indexes("orders", Wanted.index("x", "status")));

        assertThat(onlyProblem(
                        plan(live, Wanted.indexes("orders", Wanted.index("x", "customer"))),
                        ChangeProblem.INDEX_DIFFERS))
                .contains("Its key is status HASH; wanted is customer HASH.");

        UpdateTableRequest replaced = Wanted.indexes("orders", Wanted.noIndex("x"), Wanted.index("x", "customer"));
        assertThat(sentences(plan(live, replaced)))
                .containsExactly("Delete the index x of orders", "Create the index x of orders, by customer HASH");
        assertThat(plan(after(Wanted.table("orders").build(), replaced), replaced)
                        .calls())
                .as("what was replaced is not replaced again")
                .isEmpty();
    }

    @Test
    void leavesOutDefinitionsThatNoKeyIsMadeOfAndMissesThoseThatOneIs() {
        LiveTable live = after(Wanted.table("orders").build());

        assertThat(plan(
                                live,
                                Wanted.indexes("orders", Wanted.index("status")).toBuilder()
                                        .attributeDefinitions(Wanted.text("status"), Wanted.text("total"))
                                        .build())
                        .warnings())
                .singleElement()
                .asString()
                .contains("no key is made of are left out: total");
        assertThat(onlyProblem(
                        plan(
                                live,
                                Wanted.update("orders")
                                        .globalSecondaryIndexUpdates(Wanted.index("status"))
                                        .build()),
                        ChangeProblem.ATTRIBUTE_DEFINITIONS))
                .contains("Give AttributeDefinitions for status.");
        assertThat(onlyProblem(
                        plan(
                                live,
                                Wanted.indexes("orders", Wanted.index("status")).toBuilder()
                                        .attributeDefinitions(
                                                Wanted.text("status"),
                                                AttributeDefinition.builder()
                                                        .attributeName("id")
                                                        .attributeType("N")
                                                        .build())
                                        .build()),
                        ChangeProblem.ATTRIBUTE_DEFINITIONS))
                .contains("has the type S, and is defined as N");
    }

    @Test
    void missesATable() {
        for (DynamoDbRequest request : List.of(
                Wanted.update("orders").deletionProtectionEnabled(true).build(),
                Wanted.expiry("orders", "expires", true),
                Wanted.items("orders", 1))) {
            onlyProblem(plan(LiveTable.absent("orders"), request), ChangeProblem.TABLE_MISSING);
        }
    }

    @Test
    void slicesBatchesAndRefusesAnItemTwice() {
        LiveTable live = after(Wanted.table("orders").build());

        ChangePlan plan = plan(live, Wanted.items("orders", 60));

        assertThat(sentences(plan))
                .containsExactly(
                        "Write items 1 to 25 of 60 into orders",
                        "Write items 26 to 50 of 60 into orders",
                        "Write items 51 to 60 of 60 into orders");
        assertThat(plan.calls().stream()
                        .flatMap(call -> ((BatchWriteItemRequest) call.request()).requestItems().get("orders").stream())
                        .collect(Collectors.toList()))
                .isEqualTo(Wanted.items("orders", 60).requestItems().get("orders"));
        assertThat(onlyProblem(
                        plan(
                                live,
                                BatchWriteItemRequest.builder()
                                        .requestItems(Map.of(
                                                "orders",
                                                List.of(
                                                        Wanted.put("secret-a"),
                                                        Wanted.put("b"),
                                                        Wanted.delete("secret-a"))))
                                        .build()),
                        ChangeProblem.DUPLICATE_ITEM))
                .contains("[3]")
                .doesNotContain("secret-a");
    }
}
