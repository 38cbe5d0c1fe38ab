package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.postgres.PostgresEngine.MigrateOutcome;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.List;

/** The last words of a goal. */
final class GoalSummary {

    private GoalSummary() {}

    static List<String> migrate(MigrateOutcome outcome, Ordermig ordermig) {
        List<MigrationReport.Step> steps = ordermig.report().steps();
        Duration took = steps.get(steps.size() - 1).took().orElse(Duration.ZERO);
        String report = "Report: " + ordermig.reportFile().path();
        if (outcome.applied().isEmpty()) {
            return List.of("Nothing to do: the schema is at version " + version(outcome.after()) + ".", report);
        }
        return List.of(
                "Applied " + Summary.count(outcome.applied().size(), "migration") + " in " + Durations.text(took)
                        + "; the schema went from version " + version(outcome.before()) + " to "
                        + version(outcome.after()) + ".",
                report);
    }

    private static String version(String version) {
        return version.isEmpty() ? "none" : version;
    }
}
