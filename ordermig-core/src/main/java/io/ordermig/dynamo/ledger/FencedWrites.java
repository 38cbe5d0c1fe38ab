package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
import io.ordermig.aws.Polling;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Transactions of the ledger, each with a check that the lock is ours: one that comes late, when another run has the
 * lock, is refused by DynamoDB itself.
 */
final class FencedWrites {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration BUDGET = Duration.ofMinutes(1);
    private static final String CONDITION = "ConditionalCheckFailed";

    /** What a transaction is cancelled for that may succeed a moment later; the lock's signs of life are one cause. */
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final LedgerTable table;
    private final LedgerLock lock;
    private final Clock clock;
    private final Sleeper sleeper;

    FencedWrites(LedgerTable table, LedgerLock lock, Clock clock, Sleeper sleeper) {
        this.table = table;
        this.lock = lock;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    LedgerLock lock() {
        return lock;
    }

    /** Puts an item where there is none. */
    TransactWriteItem putNew(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(item)
                        .conditionExpression("attribute_not_exists(#kind)")
                        .expressionAttributeNames(Map.of("#kind", Items.KIND))
                        .build())
                .build();
    }

    /** Puts a row in place of the revision before it. */
    TransactWriteItem put(MigrationRow row) {
        if (row.revision() == 1) {
            return putNew(Items.of(row));
        }
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(Items.of(row))
                        .conditionExpression("#revision = :before")
                        .expressionAttributeNames(Map.of("#revision", Items.REVISION))
                        .expressionAttributeValues(Map.of(":before", Items.number(row.revision() - 1)))
                        .build())
                .build();
    }

    /** Removes a row, if it is still this revision. */
    TransactWriteItem delete(MigrationRow row) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(table.name())
                        .key(Items.key(Items.MIGRATION, row.version().sortable()))
                        .conditionExpression("#revision = :now")
                        .expressionAttributeNames(Map.of("#revision", Items.REVISION))
                        .expressionAttributeValues(Map.of(":now", Items.number(row.revision())))
                        .build())
                .build();
    }

    /**
     * Carries out all of the writes, or none. The request has one token for all of its repetitions, so that a repetition
     * of one whose answer was lost changes nothing.
     *
     * @throws OrdermigException when the lock is lost, or something is not as expected
     */
    void write(List<TransactWriteItem> writes) {
        lock.requireHeld();
        List<TransactWriteItem> all = new ArrayList<>();
        all.add(TransactWriteItem.builder().conditionCheck(lock.check()).build());
        all.addAll(writes);
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(all)
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        Polling polling = new Polling(clock, sleeper, INTERVAL, BUDGET);
        try {
            if (polling.until(() -> attempt(request)).isEmpty()) {
                throw polling.lastFailure().orElseGet(() -> changed("It went on being changed for a minute.", null));
            }
        } catch (InterruptedException e) {
            throw Interruption.of("writing to the ledger", e);
        }
    }

    private Optional<Boolean> attempt(TransactWriteItemsRequest request) {
        return Aws.call("dynamodb:TransactWriteItems", () -> {
            try {
                table.client().transactWriteItems(request);
                return Optional.of(true);
            } catch (TransactionCanceledException e) {
                List<String> reasons = e.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .toList();
                if (!reasons.isEmpty() && CONDITION.equals(reasons.get(0))) {
                    throw lock.lostInTransaction(e);
                }
                if (reasons.contains(CONDITION)) {
                    throw changed("A row is not what it was when this run read it.", e);
                }
                if (reasons.stream().anyMatch(PASSING::contains)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private OrdermigException changed(String why, @Nullable Throwable cause) {
        return new OrdermigException(
                Problem.of(
                                LedgerProblem.LEDGER_CHANGED,
                                "The ledger " + table.name() + " was changed by somebody else.")
                        .where(table.name())
                        .detail(why)
                        .fix("See who writes to the table beside ordermig; then run it again.")
                        .changed("this write changed nothing")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
