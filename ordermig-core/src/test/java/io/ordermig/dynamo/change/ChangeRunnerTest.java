package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ordermig.aws.AwsProblem;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import io.ordermig.testing.aws.RecordedCall;
import io.ordermig.testing.aws.dynamo.DynamoTimings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Carrying out changes of tables on AWS. */
class ChangeRunnerTest extends ChangeTest {

    ChangeRunnerTest(AwsSimulator simulator) {
        super(simulator);
        run(Wanted.table("orders").build());
        simulator.forget();
        hooked.clear();
    }

    @Test
    void makesSeveralChangesOfIndexesOneByOneAndWaitsForEach() {
        run(Wanted.indexes("orders", Wanted.index("customer")));
        simulator.forget();
        hooked.clear();

        ChangeOutcome outcome = run(Wanted.indexes(
                "orders", Wanted.index("status"), Wanted.noIndex("by_customer"), Wanted.index("created")));

        assertThat(hooked)
                .containsExactly(
                        "before Delete the index by_customer of orders",
                        "after Delete the index by_customer of orders",
                        "before Create the index by_status of orders, by status HASH",
                        "after Create the index by_status of orders, by status HASH",
                        "before Create the index by_created of orders, by created HASH",
                        "after Create the index by_created of orders, by created HASH");
        assertThat(simulator.calls("dynamodb"))
                .extracting(RecordedCall::outcome)
                .containsOnly(RecordedCall.OK);
        assertThat(dynamo.described("orders").globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName, GlobalSecondaryIndexDescription::indexStatus)
                .containsExactlyInAnyOrder(
                        tuple("by_status", IndexStatus.ACTIVE), tuple("by_created", IndexStatus.ACTIVE));
        assertThat(outcome.calls()).hasSize(3);
    }

    @Test
    void namesTheAttributesThatKeysAreMadeOfAfterEachCall() {
        run(Wanted.indexes("orders", Wanted.index("customer")));
        simulator.forget();

        run(Wanted.indexes("orders", Wanted.index("status"), Wanted.noIndex("by_customer"), Wanted.index("created")));

        assertThat(simulator.requests(UpdateTableRequest.class))
                .extracting(request -> KeyAttributes.types(request.attributeDefinitions())
                        .keySet()
                        .toString())
                .containsExactly("[]", "[id, status]", "[id, status, created]");
    }

    @Test
    void tellsHowFarAnIndexIs() {
        run(Wanted.indexes("orders", Wanted.index("customer")));

        assertThat(events.of(RunEvent.TableProgressed.class))
                .extracting(event -> event.state() + " "
                        + event.indexes().stream()
                                .map(index -> index.state() + " " + index.backfilling() + " " + index.items())
                                .toList())
                .contains("UPDATING [CREATING false 0]", "ACTIVE [CREATING true 0]", "ACTIVE [CREATING true 500000]");
        assertThat(events.of(RunEvent.TableProgressed.class))
                .last()
                .satisfies(event -> assertThat(event.elapsed()).isGreaterThan(Duration.ofMinutes(20)));
    }

    @Test
    void callsNothingTheSecondTime() {
        UpdateTableRequest wanted = Wanted.indexes("orders", Wanted.index("customer"));
        run(wanted);
        simulator.forget();
        hooked.clear();

        ChangeOutcome outcome = run(wanted);

        assertThat(outcome.isUnchanged()).isTrue();
        assertThat(outcome.alreadySo()).containsExactly("The index by_customer of orders is there.");
        assertThat(changes()).isEmpty();
        assertThat(hooked).isEmpty();
    }

    @Test
    void ordersTheKindsOfChanges() {
        run(Wanted.indexes("orders", Wanted.index("customer")));
        simulator.forget();

        run(Wanted.update("orders")
                .deletionProtectionEnabled(true)
                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                .sseSpecification(sse -> sse.enabled(true))
                .streamSpecification(Wanted.stream(StreamViewType.NEW_IMAGE))
                .attributeDefinitions(Wanted.text("status"))
                .globalSecondaryIndexUpdates(Wanted.index("status"), Wanted.noIndex("by_customer"))
                .onDemandThroughput(limit -> limit.maxReadRequestUnits(100L))
                .build());

        assertThat(simulator.requests(UpdateTableRequest.class))
                .extracting(request -> String.join(
                        " ",
                        Members.given(request).keySet().stream()
                                .filter(member -> !member.equals("TableName") && !member.equals("AttributeDefinitions"))
                                .toList()))
                .containsExactly(
                        "OnDemandThroughput",
                        "GlobalSecondaryIndexUpdates",
                        "GlobalSecondaryIndexUpdates",
                        "StreamSpecification",
                        "TableClass",
                        "SSESpecification",
                        "DeletionProtectionEnabled");
    }

    @Test
    void changesTheViewOfAStreamByEndingItAndBeginningAnother() {
        run(Wanted.update("orders")
                .streamSpecification(Wanted.stream(StreamViewType.KEYS_ONLY))
                .build());
        String before = dynamo.described("orders").latestStreamArn();

        ChangeOutcome outcome = run(Wanted.update("orders")
                .streamSpecification(Wanted.stream(StreamViewType.NEW_IMAGE))
                .build());

        assertThat(outcome.calls())
                .extracting(PlannedCall::sentence)
                .containsExactly("End the stream of orders (KEYS_ONLY)", "Begin a stream of orders (NEW_IMAGE)");
        assertThat(dynamo.described("orders").latestStreamArn()).isNotEqualTo(before);
        assertThat(outcome.warnings()).singleElement().asString().contains("another ARN");
    }

    @Test
    void waitsForWhatSomebodyElseHasBegun() {
        run(Wanted.indexes("orders", Wanted.index("customer")));
        clock.advance(Duration.ofDays(1));
        client.updateTable(Wanted.update("orders")
                .attributeDefinitions(Wanted.text("id"), Wanted.text("customer"), Wanted.text("other"))
                .globalSecondaryIndexUpdates(Wanted.index("other"))
                .build());
        simulator.forget();

        run(Wanted.indexes("orders", Wanted.index("status")));

        assertThat(simulator.calls("dynamodb"))
                .extracting(RecordedCall::outcome)
                .containsOnly(RecordedCall.OK);
        assertThat(simulator.requests(UpdateTableRequest.class))
                .singleElement()
                .satisfies(request -> assertThat(KeyAttributes.types(request.attributeDefinitions())
                                .keySet())
                        .contains("other", "customer", "status"));
    }

    @Test
    void plansAnewWhenSomebodyElseIsFaster() {
        CallHooks faster = new CallHooks() {
            private boolean done;

            @Override
            public void before(PlannedCall call) {
                if (!done) {
                    done = true;
                    client.updateTable(Wanted.update("orders")
                            .attributeDefinitions(Wanted.text("id"), Wanted.text("other"))
                            .globalSecondaryIndexUpdates(Wanted.index("other"))
                            .build());
                }
            }
        };

        new ChangeRunner(client, context(), faster, BeforeDestruction.NOTHING)
                .run(new WantedChange(Wanted.indexes("orders", Wanted.index("status"))));

        assertThat(dynamo.described("orders").globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactly("by_other", "by_status");
        assertThat(simulator.calls("dynamodb"))
                .extracting(RecordedCall::outcome)
                .contains("ResourceInUseException");
    }

    @Test
    void isContentWhenSomebodyElseMadeTheVeryChange() {
        CallHooks faster = new CallHooks() {
            @Override
            public void before(PlannedCall call) {
                if (dynamo.described("orders").globalSecondaryIndexes().isEmpty()) {
                    client.updateTable((UpdateTableRequest) call.request());
                }
            }
        };

        new ChangeRunner(client, context(), faster, BeforeDestruction.NOTHING)
                .run(new WantedChange(Wanted.indexes("orders", Wanted.index("status"))));

        assertThat(dynamo.described("orders").globalSecondaryIndexes()).hasSize(1);
    }

    @Test
    void isNotStoppedByThrottlingOrOutages() {
        simulator.faults().every(3, Fault.throttling()).on("dynamodb");
        simulator.faults().at(2, Fault.lostAnswer()).on("dynamodb", "UpdateTable");
        simulator.faults().at(4, Fault.serviceUnavailable()).on("dynamodb", "DescribeTable");

        ChangeOutcome outcome = run(Wanted.indexes("orders", Wanted.index("customer"), Wanted.index("status")));

        assertThat(outcome.calls()).hasSize(2);
        assertThat(dynamo.described("orders").globalSecondaryIndexes()).hasSize(2);
        assertThat(hooked).filteredOn(each -> each.startsWith("after")).hasSize(2);
    }

    @Test
    void waitsWhileDynamoDbHasTooMuchToDo() {
        simulator
                .faults()
                .next(
                        5,
                        Fault.error(
                                400,
                                "LimitExceededException",
                                "Subscriber limit exceeded: There are too many" + " tables being updated"))
                .on("dynamodb", "UpdateTable");
        Instant before = clock.instant();

        run(Wanted.update("orders").deletionProtectionEnabled(true).build());

        assertThat(Duration.between(before, clock.instant())).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void saysWhatWaitsWhenTheBudgetIsSpent() {
        dynamo.timings(DynamoTimings.realistic().withBackfill(Duration.ofHours(6)));
        budget = Duration.ofHours(1);

        OrdermigException e = problemOf(() -> run(Wanted.indexes("orders", Wanted.index("customer"))));

        assertThat(e.problem().code()).isEqualTo(ChangeProblem.TIMED_OUT);
        assertThat(e.problem().details())
                .containsExactly("The table orders is ACTIVE, its index by_customer is CREATING, with 0 items so far.");
        assertThat(e.problem().changed())
                .isEqualTo(
                        "begun, and DynamoDB goes on with it: Create the index by_customer of orders, by customer HASH");
        assertThat(e.problem().repeat()).isEqualTo(Repeat.SAFE);

        budget = Duration.ofHours(8);
        ChangeOutcome outcome = run(Wanted.indexes("orders", Wanted.index("customer")));
        assertThat(outcome.isUnchanged()).isTrue();
        assertThat(dynamo.described("orders").globalSecondaryIndexes().get(0).indexStatus())
                .isEqualTo(IndexStatus.ACTIVE);
    }

    @Test
    void saysWhichActionIsMissing() {
        simulator.deny("dynamodb:UpdateTable");

        OrdermigException e = problemOf(() ->
                run(Wanted.update("orders").deletionProtectionEnabled(true).build()));

        assertThat(e.problem().code()).isEqualTo(AwsProblem.ACCESS_DENIED);
        assertThat(e.problem().what()).contains("dynamodb:UpdateTable");
    }

    @Test
    void stopsAtATableThatDynamoDbHasGivenUp() {
        dynamo.describe("orders", table -> table.tableStatus(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS));

        OrdermigException e = problemOf(() ->
                run(Wanted.update("orders").deletionProtectionEnabled(true).build()));

        assertThat(e.problem().code()).isEqualTo(ChangeProblem.TABLE_UNUSABLE);
    }

    @Test
    void saysWhenTheTableWasSwitchedTooOften() {
        for (int i = 0; i < 4; i++) {
            run(Wanted.update("orders")
                    .billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(Wanted.units(1, 1))
                    .build());
            run(Wanted.update("orders").billingMode(BillingMode.PAY_PER_REQUEST).build());
        }
        run(Wanted.update("orders")
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(Wanted.units(1, 1))
                .build());

        OrdermigException e = problemOf(() -> run(
                Wanted.update("orders").billingMode(BillingMode.PAY_PER_REQUEST).build()));

        assertThat(e.problem().code()).isEqualTo(ChangeProblem.BILLING_SWITCHES);
        assertThat(events.of(RunEvent.Warned.class))
                .last()
                .satisfies(warning -> assertThat(warning.text()).contains("four switches to on-demand in 24 hours"));

        clock.advance(Duration.ofHours(25));
        run(Wanted.update("orders").billingMode(BillingMode.PAY_PER_REQUEST).build());
    }

    @Test
    void saysWhenAnotherChangeKeepsComingBack() {
        simulator.onCall(call -> {
            if (call.operation().equals("UpdateTable")) {
                dynamo.describe("orders", table -> table.deletionProtectionEnabled(false));
            }
        });

        OrdermigException e = problemOf(() ->
                run(Wanted.update("orders").deletionProtectionEnabled(true).build()));

        assertThat(e.problem().code()).isEqualTo(ChangeProblem.NO_EFFECT);
        assertThat(changes()).hasSize(3);
    }
}
