package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.Ordermig.PruneOutcome;
import io.ordermig.Ordermig.SnapshotOutcome;
import io.ordermig.config.PruneConfig;
import io.ordermig.event.Inventory;
import io.ordermig.postgres.PostgresEngine.MigrateOutcome;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last words of a goal. */
final class GoalSummary {

    private GoalSummary() {}

    static List<String> migrate(MigrateOutcome outcome, Ordermig ordermig) {
        Duration took = took(ordermig);
        String report = report(ordermig);
        if (outcome.applied().isEmpty()) {
            return List.of("Nothing to do: the schema is at version " + Summary.version(outcome.after()) + ".", report);
        }
        return List.of(
                "Applied " + Summary.count(outcome.applied().size(), "migration") + " in " + Durations.text(took)
                        + "; the schema went from version " + Summary.version(outcome.before()) + " to "
                        + Summary.version(outcome.after()) + ".",
                report);
    }

    /** What {@code migrate} would do. */
    static List<String> plan(Inventory inventory) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "Dry run: nothing is changed. The schema is at version " + Summary.version(inventory.current()) + ".");
        if (inventory.pending().isEmpty()) {
            lines.add("Nothing to do.");
        }
        inventory
                .pending()
                .forEach(migration ->
                        lines.add("  Would apply " + migration.title() + "  (" + migration.script() + ")"));
        lines.add("");
        return lines;
    }

    static List<String> snapshot(SnapshotOutcome outcome, Ordermig ordermig) {
        String title = outcome.point().title();
        return List.of(
                switch (outcome.origin()) {
                    case TAKEN ->
                        "The restore point is there after " + Durations.text(took(ordermig)) + ": " + title + ".";
                    case ADOPTED ->
                        "Nothing was applied since " + title + " was taken, so it serves. To have another: -D"
                                + "ordermig.snapshot.adoptWithin=0";
                    case REUSED -> "This build has a restore point already: " + title + ".";
                },
                report(ordermig));
    }

    static List<String> prune(PruneOutcome outcome, PruneConfig config, Vocabulary words) {
        List<String> lines = new ArrayList<>();
        outcome.points().forEach(point -> lines.add("  " + point.point().id()));
        String count = Summary.count(outcome.points().size(), "restore point") + " of " + outcome.source();
        if (outcome.points().isEmpty()) {
            lines.add("Nothing to remove: no restore point of " + outcome.source() + " is old enough.");
        } else if (outcome.removed()) {
            lines.add("Removed " + count + ".");
        } else {
            lines.add("Would remove " + count + ". Nothing was changed; to remove them:");
            lines.add("  " + pruneLine(outcome, config, words));
        }
        return lines;
    }

    /** With what was asked for, so that it removes just what was shown. */
    private static String pruneLine(PruneOutcome outcome, PruneConfig config, Vocabulary words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("keep", String.valueOf(config.keep()));
        parameters.put("olderThan", config.olderThan().toMillis() + "ms");
        parameters.put("confirm", outcome.source());
        return words.goal("prune", parameters);
    }

    static Duration took(Ordermig ordermig) {
        return ordermig.step().flatMap(MigrationReport.Step::took).orElse(Duration.ZERO);
    }

    static String report(Ordermig ordermig) {
        return "Report: " + ordermig.report();
    }
}
