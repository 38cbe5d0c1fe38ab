package io.ordermig.dynamo.change;

import io.ordermig.aws.Aws;
import io.ordermig.aws.Polling;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Carries out one change of a table: looks, plans, calls the first of what is left, and begins again. */
final class TableRun {

    /** How long a description may lag behind a call that was accepted. */
    private static final Duration LAG = Duration.ofMinutes(1);
    /** How often a call is made that seems to have no effect. */
    private static final int TIMES = 3;

    private final DynamoDbClient client;
    private final ChangeContext context;
    private final CallRecord record;
    private final ChangePlanner planner;
    private final LiveTables tables;
    private String seen = "";

    TableRun(DynamoDbClient client, ChangeContext context, CallRecord record) {
        this.client = client;
        this.context = context;
        this.record = record;
        this.planner = new ChangePlanner(context.clock());
        this.tables = new LiveTables(client);
    }

    ChangeOutcome run(WantedChange change) throws InterruptedException {
        Polling polling = new Polling(context.clock(), context.sleeper(), context.pollInterval(), context.budget());
        return polling.until(() -> look(change, polling))
                .orElseThrow(() -> ChangeProblems.timedOut(change, context.budget(), seen, polling.lastFailure()));
    }

    /** Goes on as far as it can; empty when there is something to wait for. */
    private Optional<ChangeOutcome> look(WantedChange change, Polling polling) {
        while (true) {
            LiveTable live = tables.read(change.table(), change.aspects());
            if (!TableState.isSettled(live)) {
                tell(live, polling);
                return Optional.empty();
            }
            ChangePlan plan = plan(change, live);
            if (!isFinished(plan)) {
                tell(live, polling);
                return Optional.empty();
            }
            record.planned(plan);
            Optional<PlannedCall> next = left(plan).stream().findFirst();
            if (next.isEmpty()) {
                return Optional.of(record.outcome());
            }
            if (!record.announce(next.get())) {
                make(change, next.get());
                if (!next.get().verifiable()) {
                    // Nothing tells of its effect but the table's state, which may lag behind.
                    return Optional.empty();
                }
            }
        }
    }

    private ChangePlan plan(WantedChange change, LiveTable live) {
        return planner.plan(change, Map.of(change.table(), live)).orThrow();
    }

    private List<PlannedCall> left(ChangePlan plan) {
        return plan.calls().stream()
                .filter(call -> call.verifiable() || !record.isDone(call))
                .toList();
    }

    /** Whether nothing is under way any more. What is not planned again has had its effect. */
    private boolean isFinished(ChangePlan plan) {
        Optional<PlannedCall> underWay = record.underWay();
        if (underWay.isEmpty()) {
            return true;
        }
        PlannedCall call = underWay.get();
        boolean planned = plan.calls().stream().anyMatch(each -> each.request().equals(call.request()));
        if (!planned || (!call.verifiable() && record.isCertain())) {
            record.finish();
            return true;
        }
        if (!record.isCertain()) {
            return true;
        }
        if (record.sinceAccepted().compareTo(LAG) < 0) {
            return false;
        }
        if (record.timesAccepted(call) >= TIMES) {
            throw ChangeProblems.withoutEffect(call, TIMES);
        }
        return true;
    }

    private void make(WantedChange change, PlannedCall call) {
        record.begin(call);
        try {
            DynamoCalls.make(client, call.request());
            record.accept(call);
        } catch (OrdermigException e) {
            if (Aws.isPassing(e)) {
                // It may have been carried out, and its answer lost: the next look tells.
                throw e;
            }
            refused(change, call, e);
        }
    }

    /** A refusal may mean that it is so already: that an answer was lost, or that somebody else did it. */
    private void refused(WantedChange change, PlannedCall call, OrdermigException e) {
        if (Aws.code(e).equals(Aws.UNKNOWN_OPERATION)) {
            context.events()
                    .warn("The server has no " + call.operation() + ", as DynamoDB Local has none: it is left out.");
            record.accept(call);
            return;
        }
        if (!call.verifiable() && Aws.message(e).contains("already")) {
            record.accept(call);
            return;
        }
        LiveTable live = tables.read(change.table(), change.aspects());
        boolean planned = !TableState.isSettled(live)
                || planner.plan(change, Map.of(change.table(), live)).calls().stream()
                        .anyMatch(each -> each.request().equals(call.request()));
        if (planned) {
            record.drop();
            throw ChangeProblems.refused(call, e);
        }
    }

    private void tell(LiveTable live, Polling polling) {
        List<RunEvent.IndexState> indexes = TableState.indexes(live);
        String state = TableState.text(live);
        seen = ChangeProblems.state(live.name(), state, indexes);
        String until =
                record.underWay().map(PlannedCall::until).orElse(Until.ACTIVE).text();
        context.events()
                .publish(new RunEvent.TableProgressed(
                        context.clock().instant(), live.name(), until, state, indexes, polling.elapsed()));
    }
}
