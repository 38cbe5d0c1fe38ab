package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
import io.ordermig.dynamo.backfill.CheckpointStore;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Checkpoints in the ledger. Workers write them often and side by side, and transactions that check the same lock would
 * be in each other's way; so each item carries the term of its writer instead, and a lower term never replaces a higher.
 */
final class LedgerCheckpoints implements CheckpointStore {

    private static final String TERM = "term";
    private static final String CONTENT = "content";

    private final LedgerTable table;
    private final LedgerLock lock;

    LedgerCheckpoints(LedgerTable table, LedgerLock lock) {
        this.table = table;
        this.lock = lock;
    }

    @Override
    public Map<Integer, Kept> all(String backfill) {
        Map<Integer, Kept> all = new TreeMap<>();
        for (Map<String, AttributeValue> item : table.query(kind(backfill))) {
            all.put(Integer.parseInt(Items.text(item, Items.ID)), kept(item));
        }
        return all;
    }

    @Override
    public Kept put(String backfill, int number, Optional<Kept> expected, Map<String, AttributeValue> content) {
        lock.requireHeld();
        Kept next = new Kept(expected.map(Kept::revision).orElse(0L) + 1, content);
        PutItemRequest request = request(backfill, number, next);
        return Aws.call("dynamodb:PutItem", () -> {
            try {
                table.client().putItem(request);
                return next;
            } catch (ConditionalCheckFailedException e) {
                // or it is ours, when the answer to it was lost and the client repeated it
                return other(backfill, e);
            }
        });
    }

    private PutItemRequest request(String backfill, int number, Kept next) {
        Map<String, AttributeValue> item = new HashMap<>(Items.key(kind(backfill), id(number)));
        item.put(Items.REVISION, Items.number(next.revision()));
        item.put(TERM, term());
        item.put(CONTENT, AttributeValue.fromM(next.content()));
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(table.name())
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (next.revision() == 1) {
            return put.conditionExpression("attribute_not_exists(#kind)")
                    .expressionAttributeNames(Map.of("#kind", Items.KIND))
                    .build();
        }
        return put.conditionExpression("#revision = :before AND #term <= :term")
                .expressionAttributeNames(Map.of("#revision", Items.REVISION, "#term", TERM))
                .expressionAttributeValues(Map.of(":before", Items.number(next.revision() - 1), ":term", term()))
                .build();
    }

    /** What is there instead; a holder of the lock that came after us is not argued with. */
    private Kept other(String backfill, ConditionalCheckFailedException cause) {
        if (!cause.hasItem()) {
            return new Kept(0, Map.of());
        }
        if (Items.number(cause.item(), TERM) > lock.holder().term()) {
            throw overtaken(backfill, cause);
        }
        return kept(cause.item());
    }

    @Override
    public void deleteAll(String backfill) {
        for (int number : all(backfill).keySet()) {
            lock.requireHeld();
            DeleteItemRequest request = DeleteItemRequest.builder()
                    .tableName(table.name())
                    .key(Items.key(kind(backfill), id(number)))
                    .conditionExpression("attribute_not_exists(#term) OR #term <= :term")
                    .expressionAttributeNames(Map.of("#term", TERM))
                    .expressionAttributeValues(Map.of(":term", term()))
                    .build();
            Aws.call("dynamodb:DeleteItem", () -> {
                try {
                    return table.client().deleteItem(request);
                } catch (ConditionalCheckFailedException e) {
                    throw overtaken(backfill, e);
                }
            });
        }
    }

    private AttributeValue term() {
        return Items.number(lock.holder().term());
    }

    private static Kept kept(Map<String, AttributeValue> item) {
        AttributeValue content = item.get(CONTENT);
        return new Kept(
                Items.number(item, Items.REVISION), content == null || !content.hasM() ? Map.of() : content.m());
    }

    private static String kind(String backfill) {
        return Items.CHECKPOINT + "#" + backfill;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "%07d", number);
    }

    private OrdermigException overtaken(String backfill, ConditionalCheckFailedException cause) {
        return new OrdermigException(
                Problem.of(
                                LedgerProblem.LEDGER_CHANGED,
                                "A checkpoint of the backfill " + backfill + " was changed by a later run.")
                        .where(table.name())
                        .detail("This run was stopped for longer than its lease, and another one has the lock.")
                        .fix("See who it is; then run it again: it goes on from the checkpoint that is there.")
                        .changed("what the backfill has changed so far")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
