package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
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
    public Map<Integer, Checkpoint> all(Version version) {
        Map<Integer, Checkpoint> all = new TreeMap<>();
        for (Map<String, AttributeValue> item : table.query(kind(version))) {
            all.put(Integer.parseInt(Items.text(item, Items.ID)), checkpoint(item));
        }
        return all;
    }

    @Override
    public Checkpoint put(
            Version version, int segment, Optional<Checkpoint> expected, Map<String, AttributeValue> content) {
        lock.requireHeld();
        long before = expected.map(Checkpoint::revision).orElse(0L);
        Checkpoint next = new Checkpoint(before + 1, content);
        Map<String, AttributeValue> item = new HashMap<>(Items.key(kind(version), id(segment)));
        item.put(Items.REVISION, Items.number(next.revision()));
        item.put(TERM, Items.number(lock.holder().term()));
        item.put(CONTENT, AttributeValue.fromM(content));
        PutItemRequest.Builder put =
                PutItemRequest.builder().tableName(table.name()).item(item);
        if (before == 0) {
            put.conditionExpression("attribute_not_exists(#kind)")
                    .expressionAttributeNames(Map.of("#kind", Items.KIND));
        } else {
            put.conditionExpression("#revision = :before AND #term <= :term")
                    .expressionAttributeNames(Map.of("#revision", Items.REVISION, "#term", TERM))
                    .expressionAttributeValues(Map.of(
                            ":before",
                            Items.number(before),
                            ":term",
                            Items.number(lock.holder().term())));
        }
        PutItemRequest request = put.build();
        return Aws.call("dynamodb:PutItem", () -> {
            try {
                table.client().putItem(request);
                return next;
            } catch (ConditionalCheckFailedException e) {
                return ours(version, segment, next).orElseThrow(() -> overtaken(version, segment, e));
            }
        });
    }

    /** A put whose answer was lost, and which was repeated, finds itself. */
    private Optional<Checkpoint> ours(Version version, int segment, Checkpoint wanted) {
        return table.get(kind(version), id(segment))
                .filter(item -> Items.number(item, TERM) == lock.holder().term())
                .map(LedgerCheckpoints::checkpoint)
                .filter(wanted::equals);
    }

    @Override
    public void deleteAll(Version version) {
        for (int segment : all(version).keySet()) {
            lock.requireHeld();
            Aws.call(
                    "dynamodb:DeleteItem",
                    () -> table.client()
                            .deleteItem(DeleteItemRequest.builder()
                                    .tableName(table.name())
                                    .key(Items.key(kind(version), id(segment)))
                                    .build()));
        }
    }

    private static Checkpoint checkpoint(Map<String, AttributeValue> item) {
        AttributeValue content = item.get(CONTENT);
        return new Checkpoint(
                Items.number(item, Items.REVISION), content == null || !content.hasM() ? Map.of() : content.m());
    }

    private static String kind(Version version) {
        return Items.CHECKPOINT + "#" + version.sortable();
    }

    private static String id(int segment) {
        return String.format(Locale.ROOT, "%07d", segment);
    }

    private OrdermigException overtaken(Version version, int segment, ConditionalCheckFailedException cause) {
        return new OrdermigException(
                Problem.of(
                                LedgerProblem.LEDGER_CHANGED,
                                "The checkpoint of segment " + segment + " of migration " + version
                                        + " was changed by somebody else.")
                        .where(table.name())
                        .detail("Another run works on it, or somebody writes to the table beside ordermig.")
                        .fix("See who it is; then run it again: it goes on from the checkpoint that is there.")
                        .changed("what the backfill has changed so far")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
