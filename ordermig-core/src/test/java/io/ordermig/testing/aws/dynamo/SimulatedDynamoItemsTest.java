package io.ordermig.testing.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.testing.TestDynamo;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@ExtendWith(AwsSimulatorExtension.class)
class SimulatedDynamoItemsTest {

    private static final CreateTableRequest ORDERS = CreateTableRequest.builder()
            .tableName("orders")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(id -> id.attributeName("id").attributeType("S"))
            .keySchema(id -> id.attributeName("id").keyType("HASH"))
            .build();

    private final AwsSimulator simulator;
    private final DynamoDbClient client;

    SimulatedDynamoItemsTest(AwsSimulator simulator) {
        this.simulator = simulator;
        this.client = simulator.client(DynamoDbClient.builder());
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static Map<String, AttributeValue> order(String id, String customer) {
        return Map.of("id", AttributeValue.fromS(id), "customer", AttributeValue.fromS(customer));
    }

    private void create() {
        client.createTable(ORDERS);
        simulator.clock().advance(Duration.ofMinutes(1));
    }

    private void put(String id, String customer) {
        client.putItem(request -> request.tableName("orders").item(order(id, customer)));
    }

    @Test
    void takesItemsOnceTheTableIsActive() {
        assertThatThrownBy(() -> put("1", "ana")).isInstanceOf(ResourceNotFoundException.class);
        client.createTable(ORDERS);
        assertThatThrownBy(() -> put("1", "ana")).isInstanceOf(ResourceNotFoundException.class);

        simulator.clock().advance(Duration.ofMinutes(1));
        put("1", "ana");

        assertThat(simulator.dynamo().items("orders")).containsExactly(order("1", "ana"));
        assertThat(client.describeTable(request -> request.tableName("orders"))
                        .table()
                        .itemCount())
                .isEqualTo(1);
    }

    @Test
    void carriesOutEveryOperationOnItems() {
        simulator.dynamo().createTable("orders", "id");
        client.batchWriteItem(request -> request.requestItems(Map.of(
                "orders",
                List.of(WriteRequest.builder()
                        .putRequest(put -> put.item(key("1")))
                        .build()))));
        client.updateItem(request -> request.tableName("orders")
                .key(key("1"))
                .updateExpression("SET customer = :c")
                .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("ana"))));
        client.transactWriteItems(request -> request.transactItems(
                write -> write.put(put -> put.tableName("orders").item(order("2", "bo"))),
                write -> write.put(put -> put.tableName("orders").item(order("3", "cy")))));
        client.deleteItem(request -> request.tableName("orders").key(key("3")));

        assertThat(client.getItem(request -> request.tableName("orders").key(key("1")))
                        .item())
                .isEqualTo(order("1", "ana"));
        assertThat(client.batchGetItem(request -> request.requestItems(Map.of(
                                "orders",
                                KeysAndAttributes.builder().keys(key("2")).build())))
                        .responses())
                .isEqualTo(Map.of("orders", List.of(order("2", "bo"))));
        assertThat(client.transactGetItems(request -> request.transactItems(
                                read -> read.get(get -> get.tableName("orders").key(key("2")))))
                        .responses()
                        .get(0)
                        .item())
                .isEqualTo(order("2", "bo"));
        assertThat(client.scan(request -> request.tableName("orders")).count()).isEqualTo(2);
        assertThat(client.query(request -> request.tableName("orders")
                                .keyConditionExpression("id = :id")
                                .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1"))))
                        .items())
                .containsExactly(order("1", "ana"));
    }

    @Test
    void saysWhyATransactionWasCancelledAsDynamoDbDoes() {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(
                        write -> write.put(put -> put.tableName("orders").item(order("2", "bo"))),
                        write -> write.put(put -> put.tableName("orders")
                                .item(order("1", "bo"))
                                .conditionExpression("attribute_not_exists(id)")
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .build();

        TransactionCanceledException simulated = catchThrowableOfType(
                TransactionCanceledException.class, () -> withOrder(client).transactWriteItems(request));

        TransactionCanceledException plain = catchThrowableOfType(
                TransactionCanceledException.class, () -> withOrder(plain()).transactWriteItems(request));
        assertThat(simulated.cancellationReasons())
                .isEqualTo(plain.cancellationReasons())
                .satisfies(reasons -> assertThat(reasons.get(1).code()).isEqualTo("ConditionalCheckFailed"))
                .satisfies(reasons -> assertThat(reasons.get(1).item()).isEqualTo(order("1", "ana")));
        assertThat(simulated.awsErrorDetails().errorMessage())
                .isEqualTo(plain.awsErrorDetails().errorMessage());
        assertThat(simulator.dynamo().items("orders")).hasSize(1);
        assertThat(simulator.calls("dynamodb"))
                .last()
                .satisfies(call -> assertThat(call.outcome()).isEqualTo("TransactionCanceledException"));
    }

    @Test
    void givesTheItemOfAConditionThatFailed() {
        withOrder(client);

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> client.putItem(request -> request.tableName("orders")
                        .item(key("1"))
                        .conditionExpression("attribute_not_exists(id)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(e -> assertThat(e.item()).isEqualTo(order("1", "ana")));
    }

    static List<Consumer<DynamoDbClient>> wrongCalls() {
        return List.of(
                client -> client.putItem(
                        request -> request.tableName("orders").item(Map.of("other", AttributeValue.fromS("1")))),
                client -> client.getItem(request -> request.tableName("orders").key(order("1", "ana"))),
                client -> client.query(request -> request.tableName("orders").keyConditionExpression("id = :missing")),
                client -> client.updateItem(
                        request -> request.tableName("orders").key(key("1")).updateExpression("SET id = id")),
                client -> client.query(request -> request.tableName("orders")
                        .indexName("by_nobody")
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1")))));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void refusesWhatDynamoDbRefuses(Consumer<DynamoDbClient> call) {
        DynamoDbException simulated =
                catchThrowableOfType(DynamoDbException.class, () -> call.accept(withOrder(client)));

        DynamoDbException plain = catchThrowableOfType(DynamoDbException.class, () -> call.accept(withOrder(plain())));
        assertThat(simulated.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(simulated.awsErrorDetails().errorMessage())
                .isEqualTo(plain.awsErrorDetails().errorMessage());
        assertThat(simulated.statusCode()).isEqualTo(plain.statusCode());
    }

    private static DynamoDbClient plain() {
        return TestDynamo.account(TestDynamo.server()).client();
    }

    private DynamoDbClient withOrder(DynamoDbClient there) {
        there.createTable(ORDERS);
        simulator.clock().advance(Duration.ofMinutes(1));
        there.putItem(request -> request.tableName("orders").item(order("1", "ana")));
        return there;
    }

    @Test
    void readsFromAnIndexOnceItIsFilled() {
        create();
        put("1", "ana");
        client.updateTable(request -> request.tableName("orders")
                .attributeDefinitions(
                        id -> id.attributeName("id").attributeType("S"),
                        customer -> customer.attributeName("customer").attributeType("S"))
                .globalSecondaryIndexUpdates(update -> update.create(index -> index.indexName("by_customer")
                        .keySchema(key -> key.attributeName("customer").keyType("HASH"))
                        .projection(projection -> projection.projectionType("ALL")))));
        assertThatThrownBy(() -> ordersOf("ana")).hasMessageContaining("Cannot read from backfilling");

        simulator.clock().advance(Duration.ofMinutes(4));
        put("2", "ana");
        assertThatThrownBy(() -> ordersOf("ana")).hasMessageContaining("Cannot read from backfilling");
        simulator.clock().advance(Duration.ofHours(1));

        assertThat(ordersOf("ana").items()).containsExactlyInAnyOrder(order("1", "ana"), order("2", "ana"));
        client.updateTable(request -> request.tableName("orders")
                .globalSecondaryIndexUpdates(update -> update.delete(index -> index.indexName("by_customer"))));
        assertThatThrownBy(() -> ordersOf("ana")).hasMessageContaining("does not have the specified index");
    }

    private QueryResponse ordersOf(String customer) {
        return client.query(request -> request.tableName("orders")
                .indexName("by_customer")
                .keyConditionExpression("customer = :customer")
                .expressionAttributeValues(Map.of(":customer", AttributeValue.fromS(customer))));
    }

    @Test
    void losesTheItemsWithTheTable() {
        create();
        put("1", "ana");
        client.deleteTable(request -> request.tableName("orders"));
        assertThatThrownBy(() -> put("2", "bo")).isInstanceOf(ResourceNotFoundException.class);
        simulator.clock().advance(Duration.ofMinutes(1));

        create();

        assertThat(client.scan(request -> request.tableName("orders")).items()).isEmpty();
    }

    @Test
    void sharesNoTableWithAnotherSimulator() {
        create();
        put("1", "ana");

        try (AwsSimulator other = AwsSimulator.start(SimulatedClock.standing(AwsSimulatorExtension.START))) {
            other.dynamo().itemsIn(TestDynamo.server()).createTable("orders", "id");

            assertThat(other.client(DynamoDbClient.builder())
                            .scan(request -> request.tableName("orders"))
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void backsUpATableWithItems() {
        create();
        put("1", "ana");
        put("2", "bo");

        String backup = client.createBackup(
                        request -> request.tableName("orders").backupName("before"))
                .backupDetails()
                .backupArn();
        put("3", "cy");
        client.updateContinuousBackups(request -> request.tableName("orders")
                .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(true)));

        assertThat(describe(backup).backupDetails().backupStatus()).isEqualTo(BackupStatus.CREATING);
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(describe(backup).backupDetails().backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
        assertThat(describe(backup).sourceTableDetails().itemCount()).isEqualTo(2);
        assertThat(client.describeContinuousBackups(request -> request.tableName("orders"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(simulator.dynamo().items("orders")).hasSize(3);
    }

    private BackupDescription describe(String backup) {
        return client.describeBackup(request -> request.backupArn(backup)).backupDescription();
    }

    @Test
    void backsUpNoTableThatIsNotThere() {
        assertThatThrownBy(() -> client.createBackup(
                        request -> request.tableName("orders").backupName("before")))
                .isInstanceOf(TableNotFoundException.class);
        assertThatThrownBy(() -> client.describeContinuousBackups(request -> request.tableName("orders")))
                .isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void lettingOnlyPutsThroughLetsTransactionsOfPutsThrough() {
        create();
        simulator.allowOnly(Set.of("dynamodb:PutItem"));

        client.transactWriteItems(request -> request.transactItems(
                write -> write.put(put -> put.tableName("orders").item(key("1")))));

        assertThatThrownBy(() -> client.transactWriteItems(request -> request.transactItems(write ->
                        write.delete(delete -> delete.tableName("orders").key(key("1"))))))
                .hasMessageContaining("dynamodb:DeleteItem");
    }

    @Test
    void isWhereTheSettingsOfTheSdkLead() {
        create();
        put("1", "ana");

        try (SimulatedEnvironment environment = SimulatedEnvironment.of(simulator);
                DynamoDbClient own = DynamoDbClient.create()) {
            assertThat(own.scan(request -> request.tableName("orders")).count()).isEqualTo(1);
        }
    }

    @Test
    void countsWhatItDoesNotKnowAsAViolation() {
        assertThatThrownBy(() -> client.executeStatement(request -> request.statement("SELECT * FROM orders")))
                .isInstanceOf(DynamoDbException.class);

        assertThat(simulator.violations()).singleElement().asString().contains("ExecuteStatement is not simulated");
        simulator.forget();
    }
}
