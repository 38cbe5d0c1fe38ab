package io.ordermig.report;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A restore in lines of text: what is planned, and what is left to do after it. */
public final class RestoreOutline {

    private static final int LONGEST_PADDED = 72;
    private static final Duration LONG = Duration.ofHours(2);

    private RestoreOutline() {}

    /**
     * What data are taken back to and how: four lines at most.
     *
     * @param now the time to measure ages from
     */
    public static List<String> facts(RestorePlan plan, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(fact("Of", plan.noun() + " " + plan.source()));
        lines.add(fact("Back to", plan.origin().title()));
        lines.add(fact(
                "Data as of",
                plan.origin().time() + ", "
                        + Summary.age(Duration.between(plan.origin().time(), now)) + " ago"
                        + (plan.origin().schemaVersion().isEmpty()
                                ? ""
                                : "; schema version " + plan.origin().schemaVersion())));
        lines.add(fact("How", way(plan.strategy())));
        return lines;
    }

    private static String fact(String name, String value) {
        return String.format(Locale.ROOT, "  %-11s", name + ":") + " " + value;
    }

    private static String way(RestorePlan.Strategy strategy) {
        return switch (strategy) {
            case SWAP ->
                "swap: the new one is made beside the old one and checked, then the names are swapped; the old one"
                        + " is kept";
            case REPLACE -> "replace: the old one is deleted first, then the new one is made under its name";
            case RENAME -> "rename: the databases change their names in one transaction; the old one is kept";
        };
    }

    /** The steps, numbered, with the time that each is expected to take, and a line that adds them up. */
    public static List<String> steps(RestorePlan plan) {
        int longest = plan.steps().stream()
                .mapToInt(step -> step.title().length())
                .filter(length -> length <= LONGEST_PADDED)
                .max()
                .orElse(1);
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (RestorePlan.Step step : plan.steps()) {
            number++;
            lines.add(Summary.place(number, plan.steps().size())
                    + String.format(Locale.ROOT, "%-" + longest + "s", step.title()) + "  "
                    + (step.done() ? "done already" : text(step.expected()) + (step.outage() ? "  OUTAGE" : "")));
        }
        lines.add(together(plan));
        return lines;
    }

    private static String together(RestorePlan plan) {
        return "  Together " + text(plan.remaining()) + "; of that, nobody can use " + plan.source() + " for "
                + text(plan.outage()) + ".";
    }

    /** {@code 10 to 40 min}, {@code 2 to 5 h}, {@code under a minute}. */
    public static String text(RestorePlan.Span span) {
        Duration minute = Duration.ofMinutes(1);
        if (span.most().compareTo(minute) < 0) {
            return "under a minute";
        }
        boolean hours = span.most().compareTo(LONG) > 0;
        long unit = (hours ? Duration.ofHours(1) : minute).toMillis();
        // Nobody is told less than what it may take.
        long most = (span.most().toMillis() + unit - 1) / unit;
        long least = span.least().toMillis() / unit;
        String name = hours ? " h" : " min";
        if (least == 0) {
            return "up to " + most + name;
        }
        return least == most ? most + name : least + " to " + most + name;
    }

    /** What to know before confirming. */
    public static List<String> notices(RestorePlan plan) {
        return plan.notices().stream().map(notice -> "  - " + notice).toList();
    }

    /** What is left to do by hand, numbered, with the lines to type. */
    public static List<String> checklist(Aftermath aftermath) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Aftermath.Item item : aftermath.items()) {
            number++;
            lines.add("  " + number + ". " + item.what());
            item.commands().forEach(command -> lines.add("       " + command));
        }
        return lines;
    }
}
