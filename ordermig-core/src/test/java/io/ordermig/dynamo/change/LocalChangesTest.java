package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.TestTables;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The same changes on a DynamoDB Local, which checks requests as AWS does. */
@ExtendWith(DynamoExtension.class)
class LocalChangesTest {

    private TestTables tables;
    private String orders;
    private final RecordedEvents events = new RecordedEvents();
    private final ChangeContext context = new ChangeContext(
            Clock.systemUTC(),
            Sleeper.SYSTEM,
            new RunEvents(Clock.systemUTC(), List.of(events)),
            Duration.ofSeconds(1),
            Duration.ofMinutes(2));

    @BeforeEach
    void ownTables(TestTables own) {
        this.tables = own;
        this.orders = own.name("orders");
    }

    private ChangeOutcome run(DynamoDbRequest request) {
        return new ChangeRunner(tables.client(), context, CallHooks.NONE, BeforeDestruction.NOTHING)
                .run(new WantedChange(request));
    }

    /** Runs it twice: the second time nothing is left to do. */
    private ChangeOutcome runTwice(DynamoDbRequest request) {
        ChangeOutcome outcome = run(request);
        assertThat(run(request).calls()).isEmpty();
        return outcome;
    }

    private TableDescription described() {
        return tables.client()
                .describeTable(request -> request.tableName(orders))
                .table();
    }

    @Test
    void bringsSeveralChangesAboutInOneUpdateTable() {
        runTwice(Wanted.provisioned(orders)
                .attributeDefinitions(Wanted.text("id"), Wanted.text("customer"))
                .globalSecondaryIndexes(index -> index.indexName("by_customer")
                        .keySchema(Wanted.hash("customer"))
                        .projection(projection -> projection.projectionType("ALL"))
                        .provisionedThroughput(Wanted.units(1, 1)))
                .streamSpecification(Wanted.stream(StreamViewType.KEYS_ONLY))
                .build());

        ChangeOutcome outcome = runTwice(Wanted.update(orders)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Wanted.text("status"), Wanted.text("created"))
                .globalSecondaryIndexUpdates(
                        Wanted.index("status"), Wanted.noIndex("by_customer"), Wanted.index("created"))
                .streamSpecification(Wanted.stream(StreamViewType.NEW_AND_OLD_IMAGES))
                .deletionProtectionEnabled(true)
                .build());

        assertThat(outcome.calls()).hasSize(7);
        assertThat(described().globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("by_status", "by_created");
        assertThat(described().globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexStatus)
                .containsOnly(IndexStatus.ACTIVE);
        assertThat(described().billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(described().streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(described().attributeDefinitions()).hasSize(3);
    }

    @Test
    void switchesToProvisionedAndBack() {
        run(Wanted.table(orders).build());
        run(Wanted.indexes(orders, Wanted.index("status")));
        UpdateTableRequest provisioned = Wanted.update(orders)
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(Wanted.units(2, 1))
                .globalSecondaryIndexUpdates(Wanted.indexUnits("by_status", 1, 1))
                .build();

        runTwice(provisioned);
        runTwice(Wanted.update(orders).billingMode(BillingMode.PAY_PER_REQUEST).build());
    }

    @Test
    void replacesAnIndexByOneOfTheSameName() {
        run(Wanted.table(orders).build());
        run(Wanted.indexes(orders, Wanted.index("by_key", "status")));

        ChangeOutcome outcome =
                runTwice(Wanted.indexes(orders, Wanted.index("by_key", "customer"), Wanted.noIndex("by_key")));

        assertThat(outcome.calls()).hasSize(2);
        assertThat(described()
                        .globalSecondaryIndexes()
                        .get(0)
                        .keySchema()
                        .get(0)
                        .attributeName())
                .isEqualTo("customer");
    }

    @Test
    void enablesAndDisablesTimeToLive() {
        run(Wanted.table(orders).build());

        runTwice(Wanted.expiry(orders, "expires", true));
        runTwice(Wanted.expiry(orders, "expires", false));
    }

    @Test
    void deletesATableUnlessItIsProtected() {
        run(Wanted.table(orders).deletionProtectionEnabled(true).build());

        assertThatThrownBy(() -> run(Wanted.noTable(orders)))
                .isInstanceOf(OrdermigException.class)
                .hasMessageContaining("dynamo/table-protected");
        run(Wanted.update(orders).deletionProtectionEnabled(false).build());
        runTwice(Wanted.noTable(orders));

        assertThat(tables.names()).isEmpty();
    }

    @Test
    void leavesOutWhatDynamoDbLocalLacksAndSaysSo() {
        run(Wanted.table(orders).build());

        run(TagResourceRequest.builder()
                .resourceArn(orders)
                .tags(tag -> tag.key("team").value("orders"))
                .build());
        run(UpdateContinuousBackupsRequest.builder()
                .tableName(orders)
                .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(true))
                .build());
        run(Wanted.update(orders)
                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                .sseSpecification(sse -> sse.enabled(true))
                .build());

        assertThat(events.of(RunEvent.Warned.class))
                .hasSize(4)
                .allSatisfy(warning -> assertThat(warning.text()).contains("DynamoDB Local"));
        assertThat(new TableBackup(tables.client(), context).take(orders)).isEmpty();
        assertThat(events.of(RunEvent.RestorePointSkipped.class)).hasSize(1);
    }

    @Test
    void putsAnItemOnItsConditionAndAcceptsItsOwnOfAnEarlierRun() {
        run(Wanted.table(orders).build());
        PutItemRequest put = put("42");

        run(put);
        run(put);

        assertThat(tables.items(orders)).hasSize(1);
        OrdermigException e = catchThrowableOfType(OrdermigException.class, () -> run(put("43")));
        assertThat(e.problem().code()).isEqualTo(ChangeProblem.CONDITION_FAILED);
        assertThat(e.getMessage()).doesNotContain("43").doesNotContain("42");
    }

    private PutItemRequest put(String total) {
        return PutItemRequest.builder()
                .tableName(orders)
                .item(Map.of("id", AttributeValue.fromS("a"), "total", AttributeValue.fromN(total)))
                .conditionExpression("attribute_not_exists(id)")
                .build();
    }

    @Test
    void writesMoreItemsThanOneBatchTakes() {
        run(Wanted.table(orders).build());

        run(Wanted.items(orders, 60));
        run(Wanted.items(orders, 60));

        assertThat(tables.items(orders)).hasSize(60);
    }
}
