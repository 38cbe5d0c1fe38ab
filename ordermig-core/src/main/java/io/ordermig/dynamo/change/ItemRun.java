package io.ordermig.dynamo.change;

import io.ordermig.aws.AwsProblem;
import io.ordermig.aws.Polling;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Carries out a write of items. Writing the same item again changes nothing, so that a repeated run does no harm. */
final class ItemRun {

    private final DynamoDbClient client;
    private final ChangeContext context;
    private final CallRecord record;

    ItemRun(DynamoDbClient client, ChangeContext context, CallRecord record) {
        this.client = client;
        this.context = context;
        this.record = record;
    }

    ChangeOutcome run(WantedChange change) throws InterruptedException {
        Polling polling = new Polling(context.clock(), context.sleeper(), context.pollInterval(), context.budget());
        LiveTables tables = new LiveTables(client);
        Map<String, LiveTable> live = new LinkedHashMap<>();
        for (String table : change.tables()) {
            live.put(table, polling.persist(() -> tables.read(table, change.aspects())));
        }
        ChangePlan plan = new ChangePlanner(context.clock()).plan(change, live).orThrow();
        record.planned(plan);
        for (PlannedCall call : plan.calls()) {
            record.announce(call);
            write(change, call, polling);
            record.finish();
        }
        return record.outcome();
    }

    private void write(WantedChange change, PlannedCall call, Polling polling) throws InterruptedException {
        Optional<Boolean> written;
        if (call.request() instanceof BatchWriteItemRequest batch) {
            Remaining remaining = new Remaining(batch);
            written = polling.until(() -> {
                record.begin(call);
                return remaining.write();
            });
        } else {
            written = polling.until(() -> {
                record.begin(call);
                put(call);
                return Optional.of(true);
            });
        }
        if (written.isEmpty()) {
            throw ChangeProblems.timedOut(
                    change, context.budget(), "Items are left that DynamoDB has not written.", polling.lastFailure());
        }
    }

    private void put(PlannedCall call) {
        PutItemRequest put = (PutItemRequest) call.request();
        try {
            DynamoCalls.make(client, put);
        } catch (OrdermigException e) {
            if (!(e.getCause() instanceof ConditionalCheckFailedException failed)) {
                throw e;
            }
            boolean thereAsWanted = failed.hasItem() && failed.item().equals(put.item());
            if (!thereAsWanted) {
                record.drop();
                throw conditionFailed(call, put, e);
            }
        }
    }

    private static OrdermigException conditionFailed(PlannedCall call, PutItemRequest put, OrdermigException e) {
        return new OrdermigException(
                Problem.of(
                                ChangeProblem.CONDITION_FAILED,
                                "The condition of a PutItem into " + call.table() + " does not hold.")
                        .where("PutItem of " + call.table())
                        .detail("The condition is " + put.conditionExpression() + ", and another item of that key is"
                                + " there. An item that is there just as wanted is no failure.")
                        .fix("Look at the item, and decide which of the two is right.")
                        .fix("Or take out the condition, to replace whatever is there.")
                        .build(),
                e.getCause());
    }

    /** What is left of a batch. DynamoDB may write a part of it and give the rest back. */
    private final class Remaining {
        private final BatchWriteItemRequest batch;
        private Map<String, List<WriteRequest>> items;

        Remaining(BatchWriteItemRequest batch) {
            this.batch = batch;
            this.items = batch.requestItems();
        }

        Optional<Boolean> write() {
            BatchWriteItemResponse answer = (BatchWriteItemResponse) DynamoCalls.make(
                    client, batch.toBuilder().requestItems(items).build());
            int before = count(items);
            items = answer.unprocessedItems();
            int left = count(items);
            if (left == before) {
                throw new OrdermigException(
                        Problem.of(AwsProblem.THROTTLED, "DynamoDB wrote none of " + left + " items of a batch.")
                                .where("dynamodb:BatchWriteItem")
                                .fix("Give the table more throughput, or run it again when there is less load.")
                                .repeat(Repeat.SAFE)
                                .build());
            }
            return left == 0 ? Optional.of(true) : Optional.empty();
        }

        private static int count(Map<String, List<WriteRequest>> items) {
            return items.values().stream().mapToInt(List::size).sum();
        }
    }
}
