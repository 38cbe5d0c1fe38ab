package io.ordermig.dynamo.change;

import io.ordermig.aws.Aws;
import io.ordermig.aws.AwsProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Makes calls, and tells the errors of DynamoDB apart. */
final class DynamoCalls {

    /** DynamoDB is at work on the table, or on as many tables as it works on at once. */
    private static final Set<String> BUSY = Set.of(
            "ResourceInUseException",
            "TableInUseException",
            "BackupInUseException",
            "LimitExceededException",
            "ContinuousBackupsUnavailableException");

    private DynamoCalls() {}

    /**
     * Makes a call.
     *
     * @throws OrdermigException with the reason; {@link AwsProblem#BUSY} when the same call may be taken later
     */
    static DynamoDbResponse make(DynamoDbClient client, DynamoDbRequest request) {
        return busyTold(action(request), () -> dispatch(client, request));
    }

    /** Makes a call that DynamoDB may be too busy for. */
    static <T> T busyTold(String action, Supplier<T> call) {
        try {
            return Aws.call(action, call);
        } catch (OrdermigException e) {
            if (BUSY.contains(Aws.code(e)) && !isDailyLimit(e)) {
                throw busy(action, e);
            }
            throw e;
        }
    }

    private static DynamoDbResponse dispatch(DynamoDbClient client, DynamoDbRequest request) {
        if (request instanceof CreateTableRequest create) {
            return client.createTable(create);
        }
        if (request instanceof UpdateTableRequest update) {
            return client.updateTable(update);
        }
        if (request instanceof DeleteTableRequest delete) {
            return client.deleteTable(delete);
        }
        if (request instanceof UpdateTimeToLiveRequest update) {
            return client.updateTimeToLive(update);
        }
        if (request instanceof UpdateContinuousBackupsRequest update) {
            return client.updateContinuousBackups(update);
        }
        if (request instanceof TagResourceRequest tag) {
            return client.tagResource(tag);
        }
        if (request instanceof UntagResourceRequest untag) {
            return client.untagResource(untag);
        }
        if (request instanceof PutItemRequest put) {
            return client.putItem(put);
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return client.batchWriteItem(batch);
        }
        throw new IllegalArgumentException("not a change: " + WantedChange.operation(request));
    }

    /** The IAM action of a request. */
    static String action(DynamoDbRequest request) {
        return "dynamodb:" + WantedChange.operation(request);
    }

    /** The answer of a call; empty when it fails with this code. */
    static <T> Optional<T> unlessCode(String code, String action, Supplier<@Nullable T> call) {
        try {
            return Aws.call(action, () -> Optional.ofNullable(call.get()));
        } catch (OrdermigException e) {
            if (Aws.code(e).equals(code)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the answer means that a switch to on-demand was one too many. It passes within a day. */
    static boolean isBillingLimit(OrdermigException e) {
        return Aws.message(e).contains("PayPerRequest");
    }

    private static boolean isDailyLimit(OrdermigException e) {
        return Aws.code(e).equals("LimitExceededException") && isBillingLimit(e);
    }

    private static OrdermigException busy(String action, OrdermigException e) {
        Problem.Builder problem = Problem.of(
                        AwsProblem.BUSY, "DynamoDB is too busy with other changes for " + action + ".")
                .where(action)
                .fix("See what else changes the table, and run it again when that is done.")
                .repeat(Repeat.SAFE);
        e.problem().details().forEach(problem::detail);
        return new OrdermigException(problem.build(), e.getCause());
    }
}
