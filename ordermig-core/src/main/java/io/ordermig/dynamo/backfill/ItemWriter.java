package io.ordermig.dynamo.backfill;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Writes one item at a time, conditionally. The first item that is changed is tried: when it would be changed again, the
 * backfill has no end, and goes no further. Thread-safe.
 */
final class ItemWriter {

    /** Writers who come first this often in a row are left alone until the next round. */
    private static final int ATTEMPTS = 4;

    private final DynamoDbClient client;
    private final WriteMeters meters;
    private final TableFacts table;
    private final ItemChange change;
    private final Object first = new Object();
    private volatile boolean tried;

    ItemWriter(DynamoDbClient client, WriteMeters meters, TableFacts table, ItemChange change) {
        this.client = client;
        this.meters = meters;
        this.table = table;
        this.change = change;
    }

    /**
     * What became of an item.
     *
     * @param changed whether it was changed
     * @param lost how often somebody else came first
     * @param units the capacity that was consumed
     */
    record Written(boolean changed, int lost, double units) {}

    /** Changes an item if it is still to be changed. */
    Written write(Map<String, AttributeValue> item) throws InterruptedException {
        if (tried) {
            return attempts(item);
        }
        synchronized (first) {
            return attempts(item);
        }
    }

    private Written attempts(Map<String, AttributeValue> item) throws InterruptedException {
        Map<String, AttributeValue> current = item;
        double units = 0;
        for (int lost = 0; lost < ATTEMPTS; lost++) {
            Optional<UpdateItemRequest.Builder> write = change.write(table, current);
            if (write.isEmpty()) {
                return new Written(false, lost, units);
            }
            Answer answer = send(write.get());
            units += answer.units();
            if (answer.written()) {
                tryFirst(current, answer);
                return new Written(true, lost, units);
            }
            if (change.conditionDecides() || answer.item().isEmpty()) {
                return new Written(false, lost + 1, units);
            }
            current = answer.item();
        }
        return new Written(false, ATTEMPTS, units);
    }

    private void tryFirst(Map<String, AttributeValue> before, Answer after) throws InterruptedException {
        if (tried) {
            return;
        }
        boolean again = change.conditionDecides()
                ? conditionHolds(before)
                : change.write(table, after.item()).isPresent();
        if (again) {
            throw Failures.endless(table.name());
        }
        tried = true;
    }

    /** Asks the item by a write that changes nothing: a condition can be asked in no other way that sees all writes. */
    private boolean conditionHolds(Map<String, AttributeValue> item) throws InterruptedException {
        UpdateItemRequest.Builder question = UpdateItemRequest.builder()
                .tableName(table.name())
                .key(table.keyOf(item))
                .conditionExpression(Expressions.all(
                        "attribute_exists(#ordermigKey)", change.condition().expression()));
        Map<String, String> names = new HashMap<>(change.condition().names());
        names.put("#ordermigKey", table.keys().get(0));
        question.expressionAttributeNames(names);
        if (!change.condition().values().isEmpty()) {
            question.expressionAttributeValues(change.condition().values());
        }
        return send(question).written();
    }

    private Answer send(UpdateItemRequest.Builder write) throws InterruptedException {
        UpdateItemRequest request = write.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .returnValues(tried || change.conditionDecides() ? ReturnValue.NONE : ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(
                        change.conditionDecides()
                                ? ReturnValuesOnConditionCheckFailure.NONE
                                : ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return meters.write(
                () -> {
                    try {
                        var response = client.updateItem(request);
                        return new Answer(true, response.attributes(), response.consumedCapacity());
                    } catch (ConditionalCheckFailedException e) {
                        return new Answer(false, e.hasItem() ? e.item() : Map.of(), null);
                    }
                },
                Answer::consumed);
    }

    /**
     * What DynamoDB answered.
     *
     * @param item as it is now, if that was asked for; empty when there is none
     */
    private record Answer(
            boolean written,
            Map<String, AttributeValue> item,
            @Nullable ConsumedCapacity consumed) {

        /** A write that its condition refused consumes a unit at least, and DynamoDB does not say how much. */
        double units() {
            return consumed == null || consumed.capacityUnits() == null ? 1 : consumed.capacityUnits();
        }
    }
}
