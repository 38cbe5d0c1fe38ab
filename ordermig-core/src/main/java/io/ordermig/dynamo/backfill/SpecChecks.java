package io.ordermig.dynamo.backfill;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks a specification for what cannot be, before anything is called. */
final class SpecChecks {

    private SpecChecks() {}

    /** The same specification, if it can be. */
    static BackfillSpec checked(BackfillSpec spec) {
        List<String> faults = new ArrayList<>();
        table(spec.table(), spec.segments(), faults);
        if (spec.update().isBlank()) {
            faults.add("There is no update expression.");
        }
        if (spec.condition().isBlank()) {
            faults.add("There is no condition: it says which items are concerned, and is false after the update.");
        }
        Set<String> used = Expressions.used(spec.update(), spec.condition(), conditionOf(spec.verification()));
        placeholders(used, spec.names().keySet(), spec.values().keySet(), faults);
        require(spec.table(), faults);
        return spec;
    }

    /** The same specification, if it can be. */
    static TransformSpec checked(TransformSpec spec) {
        List<String> faults = new ArrayList<>();
        table(spec.table(), spec.segments(), faults);
        if (spec.transform().reads().isEmpty()) {
            faults.add(spec.transform().getClass().getName() + " reads no attribute, so nothing guards its writes.");
        }
        Set<String> used = Expressions.used(conditionOf(spec.verification()));
        placeholders(used, spec.names().keySet(), spec.values().keySet(), faults);
        require(spec.table(), faults);
        return spec;
    }

    private static String conditionOf(Optional<BackfillSpec.ItemCount> verification) {
        return verification.map(BackfillSpec.ItemCount::condition).orElse("");
    }

    private static void table(String table, int segments, List<String> faults) {
        if (table.isBlank()) {
            faults.add("There is no table.");
        }
        if (segments < 0 || segments > BackfillPlan.MOST_SEGMENTS) {
            faults.add("DynamoDB divides a table into 1 to " + BackfillPlan.MOST_SEGMENTS + " segments, not " + segments
                    + ".");
        }
    }

    private static void placeholders(Set<String> used, Set<String> names, Set<String> values, List<String> faults) {
        Set<String> defined = new TreeSet<>(names);
        defined.addAll(values);
        for (String name : used) {
            if (!defined.contains(name)) {
                faults.add(name + " is used, and is not among the " + (name.startsWith("#") ? "names." : "values."));
            }
        }
        for (String name : defined) {
            if (!used.contains(name)) {
                faults.add(name + " is defined, and no expression uses it.");
            }
            if (name.substring(Math.min(1, name.length())).startsWith(Expressions.OURS)) {
                faults.add(name + " has a name that is kept for ordermig.");
            }
        }
        names.stream()
                .filter(name -> !name.startsWith("#"))
                .forEach(name -> faults.add(name + " is the name of an attribute, and those begin with #."));
        values.stream()
                .filter(name -> !name.startsWith(":"))
                .forEach(name -> faults.add(name + " is the name of a value, and those begin with :."));
    }

    private static void require(String table, List<String> faults) {
        if (faults.isEmpty()) {
            return;
        }
        Problem.Builder problem = Problem.of(
                        BackfillProblem.INVALID, "The backfill of table " + table + " does not fit together.")
                .where(table);
        faults.forEach(problem::detail);
        throw new OrdermigException(problem.fix("Correct each of them.").build());
    }
}
