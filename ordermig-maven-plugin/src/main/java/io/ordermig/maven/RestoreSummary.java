package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.RestoreCases.FoundPoint;
import io.ordermig.RestoreCases.RestoreOutcome;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import io.ordermig.report.RestoreLine;
import io.ordermig.report.RestoreOutline;
import io.ordermig.report.Sizes;
import io.ordermig.report.Summary;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last words of the goals that go back. */
final class RestoreSummary {

    private RestoreSummary() {}

    /** Which restore point it would be, and the lines that use it. */
    static List<String> found(FoundPoint found, Vocabulary words, Instant now) {
        ListedPoint point = found.point();
        Map<String, String> confirmed = new LinkedHashMap<>();
        confirmed.put("snapshotId", point.point().id());
        confirmed.put("confirm", found.source());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("A restore would go back to " + point.point().title() + ".");
        lines.add(fact(
                "Taken",
                point.point().started() + ", "
                        + Summary.age(Duration.between(point.point().started(), now)) + " ago"));
        lines.add(fact("State", point.state() + (point.usable() ? "" : ", cannot be restored from now")));
        lines.add(fact("Size", point.bytes() > 0 ? Sizes.text(point.bytes()) : "not known"));
        lines.add(fact("Engine", point.engine().isEmpty() ? "not known" : point.engine()));
        lines.add(fact("Schema", point.schemaVersion().isEmpty() ? "not known" : "version " + point.schemaVersion()));
        lines.add(fact("Environment", point.environment().isEmpty() ? "not known" : point.environment()));
        lines.add("");
        lines.add("To see what going back would do, step by step, and for how long nobody could use it:");
        lines.add("  " + RestoreLine.of(point.point(), words));
        lines.add("To do it; what was written since is lost then:");
        lines.add("  " + words.goal("restore", confirmed));
        lines.add("");
        return lines;
    }

    private static String fact(String name, String value) {
        return String.format(Locale.ROOT, "  %-13s", name + ":") + value;
    }

    /** What was done, or would be. */
    static List<String> of(RestoreOutcome outcome, Ordermig ordermig, Vocabulary words, Instant now) {
        RestorePlan plan = outcome.plan();
        if (plan.isDone()) {
            return List.of(already(plan, words));
        }
        return outcome.aftermath()
                .map(aftermath -> done(plan, aftermath, ordermig))
                .orElseGet(() -> plan(outcome, words, now));
    }

    /** A copy became the database, so that there is no once more. */
    private static String already(RestorePlan plan, Vocabulary words) {
        return plan.source() + " is restored from there already: "
                + plan.origin().title() + ". Nothing was changed"
                + (plan.strategy() == RestorePlan.Strategy.RENAME
                        ? "."
                        : "; to do it once more, add " + words.setting("restoreAgain", "true") + ".")
                + plan.notices().stream().map(notice -> " " + notice).collect(Collectors.joining());
    }

    private static List<String> plan(RestoreOutcome outcome, Vocabulary words, Instant now) {
        RestorePlan plan = outcome.plan();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("This is what would be done:");
        lines.addAll(RestoreOutline.facts(plan, now));
        lines.add("");
        lines.addAll(RestoreOutline.steps(plan));
        lines.add("");
        if (!plan.notices().isEmpty()) {
            lines.add("Know before you confirm:");
            lines.addAll(RestoreOutline.notices(plan));
            lines.add("");
        }
        lines.add("Nothing was changed. To do it:");
        lines.add("  " + words.goal("restore", outcome.parameters()));
        lines.add("");
        return lines;
    }

    private static List<String> done(RestorePlan plan, Aftermath aftermath, Ordermig ordermig) {
        Optional<Duration> outage =
                ordermig.step().map(MigrationReport.Step::restore).flatMap(RestoreEntry::outage);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(plan.source() + " is back at " + plan.origin().title() + ", with its data as of "
                + plan.origin().time() + ".");
        lines.add("It took " + Durations.text(GoalSummary.took(ordermig))
                + outage.map(time -> "; for " + Durations.text(time) + " of that nobody could use it")
                        .orElse("")
                + ".");
        if (!aftermath.kept().isEmpty()) {
            lines.add("The data of before is kept in " + aftermath.kept() + ".");
        }
        if (!aftermath.items().isEmpty()) {
            lines.add("");
            lines.add("To do now:");
            lines.addAll(RestoreOutline.checklist(aftermath));
        }
        lines.add("");
        lines.add(GoalSummary.report(ordermig));
        return lines;
    }
}
