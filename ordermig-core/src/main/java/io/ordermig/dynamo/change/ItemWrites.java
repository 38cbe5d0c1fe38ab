package io.ordermig.dynamo.change;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Plans writes of items. They need not be asked about: writing the same item again changes nothing. */
final class ItemWrites {

    /** As many items as one batch may hold. */
    private static final int SLICE = 25;

    private ItemWrites() {}

    static void plan(PlanDraft draft, PutItemRequest put) {
        PutItemRequest request = put;
        if (put.conditionExpression() != null && put.returnValuesOnConditionCheckFailure() == null) {
            // So that an item of an earlier run can be told from somebody else's.
            request = put.toBuilder()
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build();
        }
        draft.call(request, "Put an item into " + draft.table(), Until.WRITTEN);
    }

    static void plan(PlanDraft draft, BatchWriteItemRequest batch, List<String> tables, Map<String, LiveTable> live) {
        for (String table : tables) {
            if (live.getOrDefault(table, LiveTable.absent(table)).standing().isEmpty()) {
                draft.problem(ChangeProblems.tableMissing("BatchWriteItem", table));
            }
        }
        batch.requestItems()
                .forEach((table, writes) -> Optional.ofNullable(live.get(table))
                        .flatMap(LiveTable::standing)
                        .ifPresent(standing -> checkTwice(draft, standing, writes)));
        if (!draft.hasProblems()) {
            slice(draft, batch);
        }
    }

    /** A slice is of one table, so that its backup is one of that table. */
    private static void slice(PlanDraft draft, BatchWriteItemRequest batch) {
        new TreeMap<>(batch.requestItems()).forEach((table, writes) -> {
            long deletes =
                    writes.stream().filter(each -> each.deleteRequest() != null).count();
            for (int from = 0; from < writes.size(); from += SLICE) {
                List<WriteRequest> slice = writes.subList(from, Math.min(from + SLICE, writes.size()));
                boolean destroys = slice.stream().anyMatch(each -> each.deleteRequest() != null);
                draft.call(new PlannedCall(
                        table,
                        batch.toBuilder().requestItems(Map.of(table, slice)).build(),
                        "Write items " + (from + 1) + " to " + (from + slice.size()) + " of " + writes.size() + " into "
                                + table,
                        Until.WRITTEN,
                        destroys ? deletes + (deletes == 1 ? " item of " : " items of ") + table : "",
                        true));
            }
        });
    }

    private static void checkTwice(PlanDraft draft, TableDescription table, List<WriteRequest> writes) {
        Set<Map<String, AttributeValue>> seen = new HashSet<>();
        Set<Integer> twice = new TreeSet<>();
        for (int i = 0; i < writes.size(); i++) {
            if (!seen.add(key(table, writes.get(i)))) {
                twice.add(i + 1);
            }
        }
        if (!twice.isEmpty()) {
            draft.problem(draft.problemOf(
                            ChangeProblem.DUPLICATE_ITEM,
                            "A BatchWriteItem writes the same item of " + table.tableName() + " more than once.")
                    .detail("Writes of that table, counted from 1, whose key another one has before: " + twice)
                    .detail("The order of writes in a batch is not defined.")
                    .fix("Take one of them out, or put them into two operations."));
        }
    }

    private static Map<String, AttributeValue> key(TableDescription table, WriteRequest write) {
        Map<String, AttributeValue> item = write.putRequest() != null
                ? write.putRequest().item()
                : write.deleteRequest().key();
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (KeySchemaElement part : table.keySchema()) {
            AttributeValue value = item.get(part.attributeName());
            if (value != null) {
                key.put(part.attributeName(), value);
            }
        }
        return key;
    }
}
