package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The ledger's table as it is read: always strongly consistently, and empty while it does not exist. Thread-safe. */
final class LedgerTable {

    /** The layout of items that this version of ordermig knows. */
    static final int SCHEMA_VERSION = 1;

    private final DynamoDbClient client;
    private final String name;

    LedgerTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    /** All items of a kind, in the order of their ids; empty when the table does not exist. */
    List<Map<String, AttributeValue>> query(String kind) {
        return read("dynamodb:Query", () -> {
                    List<Map<String, AttributeValue>> items = new ArrayList<>();
                    client.queryPaginator(QueryRequest.builder()
                                    .tableName(name)
                                    .keyConditionExpression("#kind = :kind")
                                    .expressionAttributeNames(Map.of("#kind", Items.KIND))
                                    .expressionAttributeValues(Map.of(":kind", Items.text(kind)))
                                    .consistentRead(true)
                                    .build())
                            .items()
                            .forEach(items::add);
                    return items;
                })
                .orElse(List.of());
    }

    /** One item; empty when it, or the table, does not exist. */
    Optional<Map<String, AttributeValue>> get(String kind, String id) {
        return read(
                        "dynamodb:GetItem",
                        () -> client.getItem(GetItemRequest.builder()
                                        .tableName(name)
                                        .key(Items.key(kind, id))
                                        .consistentRead(true)
                                        .build())
                                .item())
                .filter(item -> !item.isEmpty());
    }

    private <T> Optional<T> read(String action, Supplier<T> call) {
        try {
            return Aws.call(action, () -> Optional.of(call.get()));
        } catch (OrdermigException e) {
            switch (Aws.code(e)) {
                case "ResourceNotFoundException" -> {
                    return Optional.empty();
                }
                case "ValidationException" -> throw notALedger(e);
                default -> throw e;
            }
        }
    }

    /** A key of another shape is refused before anything is looked up. */
    private OrdermigException notALedger(OrdermigException refusal) {
        return new OrdermigException(
                notALedgerProblem().detail(Aws.message(refusal)).build(), refusal.getCause());
    }

    Problem.Builder notALedgerProblem() {
        return Problem.of(LedgerProblem.NOT_A_LEDGER, "The table " + name + " exists, and is not a ledger of ordermig.")
                .where(name)
                .fix("Give the ledger the name of a table that does not exist yet, or of one that ordermig created.");
    }

    /**
     * Makes sure that this version understands what is written here.
     *
     * @param schema the item that says how; empty when nothing is written yet
     * @throws OrdermigException when a newer version has written it
     */
    void requireKnown(Optional<Map<String, AttributeValue>> schema) {
        long version = schema.map(item -> Items.number(item, "schemaVersion")).orElse(0L);
        if (version > SCHEMA_VERSION) {
            throw new OrdermigException(Problem.of(
                            LedgerProblem.LEDGER_NEWER,
                            "A newer version of ordermig has written the ledger " + name + ".")
                    .where(name)
                    .detail("It has layout " + version + ", and this version knows layouts up to " + SCHEMA_VERSION
                            + ".")
                    .fix("Use the version of ordermig that the other runs use, or a newer one.")
                    .build());
        }
    }
}
