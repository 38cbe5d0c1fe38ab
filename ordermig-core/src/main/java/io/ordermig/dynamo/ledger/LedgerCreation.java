package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
import io.ordermig.aws.Polling;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.time.Durations;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/**
 * Creates the ledger's table when it is first written to. Any number of runs may do so together, and any of them may be
 * killed: each step is left out when another has done it.
 */
final class LedgerCreation {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerCreation.class);

    private static final Duration BUDGET = Duration.ofMinutes(5);
    private static final Duration BACKUPS_BUDGET = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final LedgerTable table;
    private final LedgerSettings settings;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Consumer<String> warnings;

    LedgerCreation(
            LedgerTable table, LedgerSettings settings, Clock clock, Sleeper sleeper, Consumer<String> warnings) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
        this.warnings = warnings;
    }

    /**
     * Makes sure that the table is there, can be written to, and is understood.
     *
     * @throws OrdermigException when it is not
     * @throws InterruptedException when the waiting thread is told to stop
     */
    void require() throws InterruptedException {
        Optional<Map<String, AttributeValue>> schema = table.get(Items.LEDGER, Items.SCHEMA_ID);
        if (schema.isEmpty()) {
            TableDescription created = ready();
            requireKeys(created);
            protect();
            writeSchema();
            schema = table.get(Items.LEDGER, Items.SCHEMA_ID);
        }
        table.requireKnown(schema);
    }

    private TableDescription ready() throws InterruptedException {
        if (describe().isEmpty()) {
            create();
        }
        Polling polling = new Polling(clock, sleeper, INTERVAL, BUDGET);
        return polling.until(() -> describe().filter(found -> found.tableStatus() == TableStatus.ACTIVE))
                .orElseThrow(() -> polling.lastFailure().orElseGet(this::notReady));
    }

    private OrdermigException notReady() {
        return new OrdermigException(Problem.of(
                        LedgerProblem.LEDGER_NOT_READY,
                        "The ledger " + table.name() + " is not ready after " + Durations.text(BUDGET) + ".")
                .where(table.name())
                .fix("Look at the table in the console; run it again when its status is ACTIVE.")
                .changed("the table may have been created; no migration was applied")
                .build());
    }

    private Optional<TableDescription> describe() {
        return Aws.call("dynamodb:DescribeTable", () -> {
            try {
                return Optional.of(client().describeTable(DescribeTableRequest.builder()
                                .tableName(table.name())
                                .build())
                        .table());
            } catch (ResourceNotFoundException none) {
                return Optional.empty();
            }
        });
    }

    private void create() {
        Map<String, String> tags = new HashMap<>(settings.tags());
        tags.put("ordermig:managed", "true");
        CreateTableRequest request = CreateTableRequest.builder()
                .tableName(table.name())
                .keySchema(key(Items.KIND, KeyType.HASH), key(Items.ID, KeyType.RANGE))
                .attributeDefinitions(attribute(Items.KIND), attribute(Items.ID))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .deletionProtectionEnabled(true)
                .tags(tags.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
        Aws.call("dynamodb:CreateTable", () -> {
            try {
                return Optional.of(client().createTable(request));
            } catch (ResourceInUseException anotherRunCreatesIt) {
                return Optional.empty();
            }
        });
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private void requireKeys(TableDescription found) {
        List<String> keys = found.keySchema().stream()
                .map(element -> element.keyTypeAsString() + " " + element.attributeName())
                .collect(Collectors.toList());
        if (!keys.equals(List.of("HASH " + Items.KIND, "RANGE " + Items.ID))) {
            throw new OrdermigException(table.notALedgerProblem()
                    .detail("Its keys are " + String.join(", ", keys) + ".")
                    .build());
        }
    }

    private void protect() throws InterruptedException {
        Polling polling = new Polling(clock, sleeper, INTERVAL, BACKUPS_BUDGET);
        try {
            boolean on = polling.until(this::backedUp).isPresent();
            if (!on) {
                warnings.accept(unprotected("AWS is still busy with the new table."));
            }
        } catch (OrdermigException e) {
            warnings.accept(unprotected(e.problem().inShort()));
        }
    }

    private Optional<Boolean> backedUp() {
        try {
            return Aws.call("dynamodb:UpdateContinuousBackups", this::enableBackups);
        } catch (OrdermigException e) {
            if (Aws.code(e).equals(Aws.UNKNOWN_OPERATION)) {
                LOG.debug("The server has no point-in-time recovery, as DynamoDB Local has none.");
                return Optional.of(true);
            }
            throw e;
        }
    }

    private Optional<Boolean> enableBackups() {
        try {
            client().updateContinuousBackups(UpdateContinuousBackupsRequest.builder()
                    .tableName(table.name())
                    .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(true))
                    .build());
            return Optional.of(true);
        } catch (ContinuousBackupsUnavailableException notYet) {
            return Optional.empty();
        }
    }

    private String unprotected(String why) {
        return "Point-in-time recovery of the ledger " + table.name() + " could not be turned on. " + why;
    }

    private void writeSchema() {
        Map<String, AttributeValue> item = new HashMap<>(Items.key(Items.LEDGER, Items.SCHEMA_ID));
        item.put("schemaVersion", Items.number(LedgerTable.SCHEMA_VERSION));
        item.put("created", Items.text(clock.instant().toString()));
        Aws.call("dynamodb:PutItem", () -> {
            try {
                client().putItem(PutItemRequest.builder()
                        .tableName(table.name())
                        .item(item)
                        .conditionExpression("attribute_not_exists(#kind)")
                        .expressionAttributeNames(Map.of("#kind", Items.KIND))
                        .build());
                return true;
            } catch (ConditionalCheckFailedException anotherRunWroteIt) {
                return false;
            }
        });
    }

    private DynamoDbClient client() {
        return table.client();
    }
}
