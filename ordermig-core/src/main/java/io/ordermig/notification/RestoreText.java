package io.ordermig.notification;

import io.ordermig.event.Aftermath;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePlan;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import io.ordermig.report.RestoreOutline;
import io.ordermig.report.Summary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.time.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a notification says of a restore: of what, to what, how far it came, who serves, and what is to be done now. */
final class RestoreText {

    private final MigrationReport.Step step;
    private final RestoreEntry restore;
    private final @Nullable Outcome outcome;

    /**
     * The text of a restore.
     *
     * @param outcome how it ended; {@code null} when it begins
     */
    RestoreText(MigrationReport.Step step, RestoreEntry restore, @Nullable Outcome outcome) {
        this.step = step;
        this.restore = restore;
        this.outcome = outcome;
    }

    /** Facts by their names, in order. */
    Map<String, String> facts() {
        RestorePlan plan = restore.plan();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Restore of", plan.noun() + " " + plan.source());
        facts.put("Back to", restore.from());
        facts.put(
                "Data as of",
                plan.origin().time()
                        + (plan.origin().schemaVersion().isEmpty()
                                ? ""
                                : ", schema version " + plan.origin().schemaVersion()));
        if (restore.outage().isPresent()) {
            facts.put("Outage", Durations.text(restore.outage().get()));
        } else if (!plan.isDone()) {
            facts.put("Outage", RestoreOutline.text(plan.outage()) + " expected");
        }
        facts.put("Kept", restore.aftermath().map(Aftermath::kept).orElse(""));
        if (outcome == null) {
            facts.put("Expected", RestoreOutline.text(plan.remaining()) + " in all");
        } else if (outcome == Outcome.FAILED) {
            facts.put("Serves now", serving());
        }
        return facts;
    }

    private String serving() {
        String source = restore.plan().source();
        if (!restore.reachedOutage()) {
            return source + ", as it was: it has not been touched";
        }
        // Who has the name then is the first thing that this problem tells.
        Optional<String> told = step.problems().stream()
                .filter(problem -> problem.code() == RestoreProblem.TAKEN_BACK)
                .flatMap(problem -> problem.details().stream())
                .findFirst();
        if (restore.plan().strategy() == RestorePlan.Strategy.RENAME) {
            return source + ", the old one or the restored one, as \"Changed so far\" says: names change in one"
                    + " transaction";
        }
        return told.orElseGet(this::stoppedIn);
    }

    private String stoppedIn() {
        return "perhaps nothing: it was stopped "
                + restore.current()
                        .map(step -> "in the step \"" + step.planned().title() + "\"")
                        .orElse("between two steps")
                + "; the line under \"To go on\" takes it from there";
    }

    /** What follows the facts: steps, answers, and the checklist. */
    List<String> sections() {
        RestorePlan plan = restore.plan();
        List<String> lines = new ArrayList<>();
        if (outcome == null) {
            section(lines, "What is going to be done:", RestoreOutline.steps(plan));
            section(lines, "To know:", RestoreOutline.notices(plan));
            return lines;
        }
        section(lines, "Steps:", steps());
        section(
                lines,
                "Asked of the restored data:",
                restore.verifications().stream()
                        .map(asked ->
                                "  " + (asked.passed() ? "" : "FAILED: ") + asked.question() + ": " + asked.answer())
                        .toList());
        Optional<Aftermath> aftermath = restore.aftermath();
        section(lines, "To do now:", aftermath.map(RestoreOutline::checklist).orElse(List.of()));
        return lines;
    }

    private List<String> steps() {
        List<String> lines = new ArrayList<>();
        for (RestoreEntry.Step each : restore.steps()) {
            lines.add(Summary.place(lines.size() + 1, restore.steps().size())
                    + each.planned().title() + ": " + state(each));
        }
        return lines;
    }

    private static String state(RestoreEntry.Step step) {
        return switch (step.state()) {
            case PLANNED -> "not begun";
            case RUNNING -> "not finished";
            case DONE -> step.alreadySo() ? "done by an earlier run" : "done in " + Durations.text(step.took());
            case FAILED -> "FAILED";
        };
    }

    private static void section(List<String> lines, String heading, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(heading);
            lines.addAll(content);
        }
    }
}
