package io.ordermig.dynamo.change;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * A change that is wanted, as one request of the API. It may hold more than the API permits in one call: an
 * {@code UpdateTable} with several changes of indexes, a {@code BatchWriteItem} with more than 25 items. In
 * {@code TagResource} and {@code UntagResource}, {@code ResourceArn} may be the name of a table.
 *
 * @param request the request
 */
public record WantedChange(DynamoDbRequest request) {

    /** The operations that can be wanted. */
    public static final Set<String> OPERATIONS = Set.of(
            "CreateTable",
            "UpdateTable",
            "DeleteTable",
            "UpdateTimeToLive",
            "UpdateContinuousBackups",
            "TagResource",
            "UntagResource",
            "PutItem",
            "BatchWriteItem");

    private static final String TABLE_IN_ARN = ":table/";

    /** What is read of a table, beside its description. */
    enum Aspect {
        TIME_TO_LIVE,
        POINT_IN_TIME,
        TAGS
    }

    /**
     * Checks that it can be carried out at all.
     *
     * @throws OrdermigException when the operation is another, or no table is named
     */
    public WantedChange {
        if (!OPERATIONS.contains(operation(request))) {
            throw new OrdermigException(Problem.of(
                            ChangeProblem.REQUEST_UNUSABLE,
                            "The operation " + operation(request) + " is not one that changes tables or items here.")
                    .where(operation(request))
                    .fix("Use one of "
                            + String.join(", ", OPERATIONS.stream().sorted().toList()) + ".")
                    .build());
        }
        if (tables(request).isEmpty() || tables(request).get(0).isEmpty()) {
            throw new OrdermigException(Problem.of(
                            ChangeProblem.REQUEST_UNUSABLE, "A " + operation(request) + " names no table.")
                    .where(operation(request))
                    .fix("Give " + (operation(request).endsWith("Resource") ? "ResourceArn" : "TableName") + ".")
                    .build());
        }
    }

    /** The operation in the words of the API, such as {@code UpdateTable}. */
    public String operation() {
        return operation(request);
    }

    /** The name of the table; the first one, when a batch writes to several. */
    public String table() {
        return tables().get(0);
    }

    /** The names of all tables. */
    public List<String> tables() {
        return tables(request);
    }

    /** Whether it writes items, and leaves tables as they are. */
    boolean writesItems() {
        return operation().endsWith("Item");
    }

    Set<Aspect> aspects() {
        return switch (operation()) {
            case "UpdateTimeToLive" -> EnumSet.of(Aspect.TIME_TO_LIVE);
            case "UpdateContinuousBackups" -> EnumSet.of(Aspect.POINT_IN_TIME);
            case "TagResource", "UntagResource" -> EnumSet.of(Aspect.TAGS);
            case "CreateTable" ->
                ((CreateTableRequest) request).hasTags() ? EnumSet.of(Aspect.TAGS) : EnumSet.noneOf(Aspect.class);
            default -> EnumSet.noneOf(Aspect.class);
        };
    }

    static String operation(DynamoDbRequest request) {
        String type = request.getClass().getSimpleName();
        return type.substring(0, type.length() - "Request".length());
    }

    private static List<String> tables(DynamoDbRequest request) {
        if (request instanceof BatchWriteItemRequest batch) {
            return batch.requestItems().keySet().stream()
                    .map(WantedChange::name)
                    .sorted()
                    .toList();
        }
        return List.of(Members.text(request, "TableName")
                .or(() -> Members.text(request, "ResourceArn"))
                .map(WantedChange::name)
                .orElse(""));
    }

    /** The API takes ARNs of tables in place of their names. */
    private static String name(String nameOrArn) {
        int at = nameOrArn.startsWith("arn:") ? nameOrArn.indexOf(TABLE_IN_ARN) : -1;
        return at < 0 ? nameOrArn : nameOrArn.substring(at + TABLE_IN_ARN.length());
    }
}
