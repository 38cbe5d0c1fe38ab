package io.ordermig.dynamo.backfill;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks a specification for what cannot be, before anything is called. */
final class SpecChecks {

    private SpecChecks() {}

    /** The same specification, if it can be. */
    static BackfillSpec checked(BackfillSpec spec) {
        List<String> faults = new ArrayList<>();
        if (spec.table().isBlank()) {
            faults.add("There is no table.");
        }
        if (spec.update().isBlank()) {
            faults.add("There is no update expression.");
        }
        if (spec.condition().isBlank()) {
            faults.add("There is no condition: it says which items are concerned, and is false after the update.");
        }
        if (spec.segments() < 0 || spec.segments() > BackfillPlan.MOST_SEGMENTS) {
            faults.add("DynamoDB divides a table into 1 to " + BackfillPlan.MOST_SEGMENTS + " segments, not "
                    + spec.segments() + ".");
        }
        placeholders(spec, faults);
        if (!faults.isEmpty()) {
            throw invalid(spec.table(), faults);
        }
        return spec;
    }

    private static void placeholders(BackfillSpec spec, List<String> faults) {
        String verification =
                spec.verification().map(BackfillSpec.ItemCount::condition).orElse("");
        Set<String> used = Expressions.used(spec.update(), spec.condition(), verification);
        Set<String> defined = new TreeSet<>(spec.names().keySet());
        defined.addAll(spec.values().keySet());
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
        spec.names().keySet().stream()
                .filter(name -> !name.startsWith("#"))
                .forEach(name -> faults.add(name + " is the name of an attribute, and those begin with #."));
        spec.values().keySet().stream()
                .filter(name -> !name.startsWith(":"))
                .forEach(name -> faults.add(name + " is the name of a value, and those begin with :."));
    }

    static OrdermigException invalid(String table, List<String> faults) {
        Problem.Builder problem = Problem.of(
                        BackfillProblem.INVALID, "The backfill of table " + table + " does not fit together.")
                .where(table);
        faults.forEach(problem::detail);
        return new OrdermigException(problem.fix("Correct each of them.").build());
    }
}
