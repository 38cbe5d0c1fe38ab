package io.ordermig.notification;

import io.ordermig.config.NotificationConfig.Occasion;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which goals people are told of, and what.
 *
 * <ul>
 *   <li>Goals that change a store or its history are told of however they end.
 *   <li>{@code snapshot} and {@code prune} change none: they are told of when they failed, because restore points are
 *       what everybody relies on.
 *   <li>Goals that only look, and those for the local PostgreSQL, are never told of.
 * </ul>
 *
 * <p>Holds no secret and no row, and no path of the machine but that of the manifest. The text has at most 240 KiB, which
 * with the attributes stays within the 256 KiB of a message.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS API Reference, Publish</a>
 */
public final class Announcement {

    private static final Set<String> CHANGING = Set.of(
            "migrate",
            "baseline",
            "repair",
            "clean",
            "undo",
            "restore",
            "dynamo",
            "dynamo-baseline",
            "dynamo-repair",
            "dynamo-undo");
    private static final Set<String> ONLY_FAILURES = Set.of("snapshot", "prune");
    static final String RESTORE = "restore";
    private static final int LONGEST_ATTRIBUTE = 256;

    private Announcement() {}

    /**
     * What people are told of a goal.
     *
     * @param report the run that the goal is part of
     * @param step the goal
     * @return empty when they are not told of it, or when it has not ended
     */
    public static Optional<Notification> of(MigrationReport report, MigrationReport.Step step) {
        Outcome outcome = step.outcome();
        if (outcome == null || !isTold(step.goal().name(), outcome)) {
            return Optional.empty();
        }
        return Optional.of(new Notification(
                occasion(step.goal().name(), outcome),
                Subject.of(report.environment(), step, outcome),
                AnnouncementText.of(report, step, outcome),
                attributes(report, step, outcome.name().toLowerCase(Locale.ROOT))));
    }

    /**
     * What people are told when a restore begins.
     *
     * @return empty when it is not one, or it is not known yet what it does
     */
    public static Optional<Notification> ofStart(MigrationReport report, MigrationReport.Step step) {
        return step.restore() == null
                ? Optional.empty()
                : Optional.of(new Notification(
                        Occasion.RESTORE,
                        Subject.ofStart(report.environment(), step),
                        AnnouncementText.of(report, step, null),
                        attributes(report, step, "started")));
    }

    private static boolean isTold(String goal, Outcome outcome) {
        return CHANGING.contains(goal) || (ONLY_FAILURES.contains(goal) && outcome == Outcome.FAILED);
    }

    private static Occasion occasion(String goal, Outcome outcome) {
        if (goal.equals(RESTORE) && outcome != Outcome.UNCHANGED) {
            return Occasion.RESTORE;
        }
        return switch (outcome) {
            case SUCCEEDED -> Occasion.SUCCESS;
            case UNCHANGED -> Occasion.UNCHANGED;
            case FAILED -> Occasion.FAILURE;
        };
    }

    /** At most ten: SNS drops a message with more on its way to a queue that takes it raw. */
    private static Map<String, String> attributes(MigrationReport report, MigrationReport.Step step, String outcome) {
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "environment", report.environment());
        put(attributes, "outcome", outcome);
        put(attributes, "goal", step.goal().name());
        put(attributes, "project", artifact(step.goal().project()));
        put(attributes, "store", step.storeName());
        put(attributes, "run", report.run());
        put(attributes, "snapshotId", restorePoint(step).map(RestorePoint::id).orElse(""));
        return attributes;
    }

    /** The one that a restore goes back to, or else the one that the goal could be taken back to. */
    private static Optional<RestorePoint> restorePoint(MigrationReport.Step step) {
        RestoreEntry restore = step.restore();
        return restore == null ? step.restorePoint() : restore.plan().origin().point();
    }

    /** SNS refuses an attribute without a value. */
    private static void put(Map<String, String> attributes, String name, String value) {
        String line = BoundedText.cut(BoundedText.printable(value).strip(), LONGEST_ATTRIBUTE);
        if (!line.isEmpty()) {
            attributes.put(name, line);
        }
    }

    /** The artifact id of Maven coordinates; the text itself when it has another form. */
    static String artifact(String project) {
        String[] parts = project.split(":", -1);
        return parts.length > 1 && !parts[1].isBlank() ? parts[1] : project;
    }

    /** What the goal does, as a noun. */
    static String noun(String goal) {
        return switch (goal) {
            case "migrate" -> "migration";
            case "dynamo" -> "DynamoDB migration";
            default -> goal.startsWith("dynamo-") ? "DynamoDB " + goal.substring("dynamo-".length()) : goal;
        };
    }

    /** How many migrations the goal has applied, or undone. */
    static long applied(MigrationReport.Step step) {
        return step.migrations().stream()
                .filter(migration -> migration.state() == MigrationReport.State.APPLIED
                        || migration.state() == MigrationReport.State.UNDONE)
                .count();
    }

    /** What the goal does with migrations, as a participle. */
    static String done(MigrationReport.Step step) {
        return step.goal().name().endsWith("undo") ? "undone" : "applied";
    }
}
