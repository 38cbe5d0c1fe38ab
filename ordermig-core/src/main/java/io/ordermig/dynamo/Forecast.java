package io.ordermig.dynamo;

import io.ordermig.dynamo.backfill.BackfillEstimate;
import io.ordermig.dynamo.backfill.BackfillProblem;
import io.ordermig.dynamo.change.ChangePlan;
import io.ordermig.dynamo.change.DryRun;
import io.ordermig.dynamo.change.WantedChange;
import io.ordermig.dynamo.file.DynamoInverse;
import io.ordermig.dynamo.file.DynamoOperation;
import io.ordermig.dynamo.file.DynamoScript;
import io.ordermig.dynamo.ledger.LedgerContents;
import io.ordermig.dynamo.ledger.MigrationRow;
import io.ordermig.dynamo.ledger.RowState;
import io.ordermig.event.MigrationRef;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Foresees what migrations come to, against the tables as they are, and what would stop them. Reads, and changes nothing.
 * Behind a Java migration nothing is certain, because what it does is not known.
 */
final class Forecast {

    private final Workplace workplace;
    private final LedgerContents contents;

    Forecast(Workplace workplace, LedgerContents contents) {
        this.workplace = workplace;
        this.contents = contents;
    }

    /** One migration, in one direction, as far as it is not done. */
    private record Ahead(MigrationRef migration, String origin, List<DynamoOperation> operations, boolean java) {}

    /** What stops the migrations before the first of them is begun. */
    List<Problem> problems(List<DynamoScript> scripts, boolean undo) {
        List<Ahead> ahead = ahead(scripts, undo);
        IdentityHashMap<DynamoOperation, ChangePlan> plans = plans(ahead);
        List<Problem> problems = new ArrayList<>();
        for (Ahead one : ahead) {
            if (one.java()) {
                break;
            }
            problems.addAll(problems(one, plans));
        }
        return problems;
    }

    /**
     * What would be done.
     *
     * @param count whether items are counted, which consumes capacity
     */
    DynamoPlan plan(String before, List<DynamoScript> scripts, boolean undo, boolean count) {
        List<Ahead> ahead = ahead(scripts, undo);
        IdentityHashMap<DynamoOperation, ChangePlan> plans = plans(ahead);
        List<DynamoPlan.Part> parts = new ArrayList<>();
        boolean certain = true;
        for (Ahead one : ahead) {
            List<Problem> problems = certain ? problems(one, plans) : List.of();
            parts.add(new DynamoPlan.Part(one.migration(), lines(one, plans, count), problems));
            certain &= !one.java();
        }
        return new DynamoPlan(before, parts);
    }

    private List<Ahead> ahead(List<DynamoScript> scripts, boolean undo) {
        return scripts.stream().map(script -> ahead(script, undo)).toList();
    }

    private Ahead ahead(DynamoScript script, boolean undo) {
        MigrationRef migration = DynamoFiles.ref(script);
        if (!undo) {
            return new Ahead(
                    migration,
                    script.origin(),
                    left(script, script.operations(), RowState.STARTED, RowState.FAILED),
                    script.java().isPresent());
        }
        DynamoInverse inverse = script.inverse().orElseThrow();
        return new Ahead(
                migration,
                inverse.origin(),
                left(script, inverse.operations(), RowState.UNDOING, RowState.UNDO_FAILED),
                inverse.java().isPresent());
    }

    /** What an earlier run has not done for certain. */
    private List<DynamoOperation> left(
            DynamoScript script, List<DynamoOperation> operations, RowState begun, RowState failed) {
        int done = contents.row(script.version())
                .filter(row -> row.state() == begun || row.state() == failed)
                .map(MigrationRow::work)
                .map(MigrationRow.Work::operationsDone)
                .orElse(0);
        return operations.subList(Math.min(done, operations.size()), operations.size());
    }

    private IdentityHashMap<DynamoOperation, ChangePlan> plans(List<Ahead> ahead) {
        List<DynamoOperation.Call> calls = ahead.stream()
                .flatMap(one -> one.operations().stream())
                .filter(DynamoOperation.Call.class::isInstance)
                .map(DynamoOperation.Call.class::cast)
                .toList();
        List<ChangePlan> plans = new DryRun(workplace.client(), workplace.clock())
                .plans(calls.stream()
                        .map(call -> new WantedChange(call.request()))
                        .toList());
        IdentityHashMap<DynamoOperation, ChangePlan> byOperation = new IdentityHashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            byOperation.put(calls.get(i), plans.get(i));
        }
        return byOperation;
    }

    private static List<Problem> problems(Ahead ahead, IdentityHashMap<DynamoOperation, ChangePlan> plans) {
        List<Problem> problems = new ArrayList<>();
        for (DynamoOperation operation : ahead.operations()) {
            Optional.ofNullable(plans.get(operation))
                    .map(ChangePlan::problems)
                    .orElse(List.of())
                    .forEach(problem -> problems.add(OperationFailures.placed(problem, ahead.origin(), operation)));
        }
        return problems;
    }

    private List<String> lines(Ahead ahead, IdentityHashMap<DynamoOperation, ChangePlan> plans, boolean count) {
        List<String> lines = new ArrayList<>();
        if (ahead.java()) {
            lines.add("1. Calls " + ahead.origin()
                    + ". What it does is not known beforehand, and what follows is shown as" + " if it did nothing.");
            return lines;
        }
        int number = 1;
        for (DynamoOperation operation : ahead.operations()) {
            ChangePlan plan = plans.get(operation);
            if (plan != null) {
                lines.addAll(DryRun.lines(plan, number));
                number += plan.calls().size();
            } else {
                lines.addAll(backfill(ahead.migration(), operation, number++, count));
            }
        }
        return lines;
    }

    private List<String> backfill(MigrationRef migration, DynamoOperation operation, int number, boolean count) {
        List<String> lines = new ArrayList<>();
        if (operation instanceof DynamoOperation.Backfill backfill) {
            lines.add(
                    number + ". Change items of " + backfill.spec().table() + ", each by one conditional UpdateItem.");
            lines.add("   Update:     " + backfill.spec().update());
            lines.add("   Condition:  " + backfill.spec().condition());
            if (!backfill.spec().names().isEmpty()) {
                lines.add("   Names:      "
                        + new TreeMap<>(backfill.spec().names())
                                .entrySet().stream()
                                        .map(name -> name.getKey() + " = " + name.getValue())
                                        .collect(Collectors.joining(", ")));
            }
        } else if (operation instanceof DynamoOperation.Transform transform) {
            lines.add(number + ". Change items of " + transform.spec().table() + " as "
                    + transform.spec().transform().getClass().getName() + " says, each by one conditional UpdateItem.");
        }
        if (count) {
            lines.add("   " + estimate(migration, operation));
        }
        return lines;
    }

    private String estimate(MigrationRef migration, DynamoOperation operation) {
        try {
            BackfillEstimate found = operation instanceof DynamoOperation.Transform transform
                    ? workplace.backfill(NoCheckpoints.NONE).estimate(migration, transform.spec())
                    : workplace
                            .backfill(NoCheckpoints.NONE)
                            .estimate(migration, ((DynamoOperation.Backfill) operation).spec());
            return String.format(
                    Locale.ROOT,
                    "Counted:    %,d of %,d items to be changed; read units consumed by counting: %,.0f.",
                    found.matching(),
                    found.items(),
                    found.readUnits());
        } catch (OrdermigException e) {
            if (e.problem().code() == BackfillProblem.TABLE_MISSING) {
                return "Not counted: the table is not there yet.";
            }
            return "Not counted: " + e.problem().inShort();
        }
    }
}
