package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.dynamo.DynamoEngine.MigrateOutcome;
import io.ordermig.dynamo.DynamoEngine.UndoOutcome;
import io.ordermig.dynamo.DynamoPlan;
import io.ordermig.dynamo.ledger.RepairOutcome;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.util.ArrayList;
import java.util.List;

/** The last words of the goals on DynamoDB. */
final class DynamoSummary {

    private DynamoSummary() {}

    static List<String> migrate(MigrateOutcome outcome, Ordermig ordermig) {
        if (outcome.applied().isEmpty()) {
            return List.of(
                    "Nothing to do: the tables are at version " + Summary.version(outcome.after()) + ".",
                    GoalSummary.report(ordermig));
        }
        return List.of(
                "Applied " + Summary.count(outcome.applied().size(), "DynamoDB migration") + " in "
                        + Durations.text(GoalSummary.took(ordermig)) + "; the tables went from version "
                        + Summary.version(outcome.before()) + " to " + Summary.version(outcome.after()) + ".",
                GoalSummary.report(ordermig));
    }

    static List<String> undo(UndoOutcome outcome, Ordermig ordermig) {
        if (outcome.undone().isEmpty()) {
            return List.of(
                    "Nothing to undo: the tables are at version " + Summary.version(outcome.after()) + ".",
                    GoalSummary.report(ordermig));
        }
        return List.of(
                "Undid " + Summary.count(outcome.undone().size(), "DynamoDB migration") + " in "
                        + Durations.text(GoalSummary.took(ordermig)) + "; the tables went from version "
                        + Summary.version(outcome.before()) + " to " + Summary.version(outcome.after()) + ".",
                GoalSummary.report(ordermig));
    }

    static List<String> repair(RepairOutcome outcome) {
        if (outcome.isEmpty()) {
            return List.of("The ledger needs no repair.");
        }
        List<String> lines = new ArrayList<>();
        outcome.removed().forEach(title -> lines.add("Repair took the row of " + title + " out of the ledger."));
        outcome.reset().forEach(title -> lines.add("Repair counts " + title + " as applied again."));
        outcome.aligned()
                .forEach(title ->
                        lines.add("Repair took over checksum and description of " + title + " from its file."));
        outcome.deleted().forEach(title -> lines.add("Repair marked " + title + " as deleted, its file is gone."));
        return lines;
    }

    /** What would be done. */
    static List<String> plan(DynamoPlan plan, boolean undo) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Dry run: nothing is changed. The tables are at version " + Summary.version(plan.before()) + ".");
        if (plan.parts().isEmpty()) {
            lines.add(undo ? "Nothing to undo." : "Nothing to do.");
        }
        for (DynamoPlan.Part part : plan.parts()) {
            lines.add("");
            lines.add((undo ? "Undo of " : "") + part.migration().title() + "  ("
                    + part.migration().script() + ")");
            if (part.lines().isEmpty() && part.problems().isEmpty()) {
                lines.add("  Nothing to call.");
            }
            part.lines().forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        return lines;
    }
}
