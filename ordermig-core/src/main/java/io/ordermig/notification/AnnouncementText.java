package io.ordermig.notification;

import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Problem;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.MigrationReport.Migration;
import io.ordermig.report.MigrationReport.RestorePointEntry;
import io.ordermig.report.MigrationReport.State;
import io.ordermig.report.RestoreEntry;
import io.ordermig.report.RestoreLine;
import io.ordermig.report.Summary;
import io.ordermig.report.Ways;
import io.ordermig.time.Durations;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text of a notification: what a person needs who was not there. */
final class AnnouncementText {

    static final int LONGEST = 240 * 1024;

    private static final int PROBLEMS = 120 * 1024;
    private static final int MOST_MIGRATIONS = 50;
    private static final int LONGEST_DESCRIPTION = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MigrationReport report;
    private final MigrationReport.Step step;
    private final @Nullable Outcome outcome;
    private final BoundedText text = new BoundedText(LONGEST);

    private AnnouncementText(MigrationReport report, MigrationReport.Step step, @Nullable Outcome outcome) {
        this.report = report;
        this.step = step;
        this.outcome = outcome;
    }

    /**
     * The text of a goal.
     *
     * @param outcome how it ended; {@code null} when it begins
     */
    static String of(MigrationReport report, MigrationReport.Step step, @Nullable Outcome outcome) {
        AnnouncementText announcement = new AnnouncementText(report, step, outcome);
        announcement.headline();
        announcement.facts();
        RestoreEntry restore = step.restore();
        if (restore != null) {
            announcement.restore(new RestoreText(step, restore, outcome));
        }
        announcement.restorePoints();
        announcement.problems();
        announcement.migrations();
        announcement.ways();
        announcement.warnings();
        return announcement.text.text();
    }

    private void headline() {
        String what = Announcement.artifact(step.goal().project()) + ": "
                + Announcement.noun(step.goal().name());
        String where = report.environment().isEmpty() ? "" : " in " + report.environment();
        lines(List.of(
                what
                        + (outcome == null
                                ? " BEGINS" + where + ", as an emergency."
                                : switch (outcome) {
                                    case SUCCEEDED -> " succeeded" + where + ".";
                                    case UNCHANGED -> " had nothing to do" + where + ".";
                                    case FAILED -> " FAILED" + where + ".";
                                }),
                ""));
    }

    private void restore(RestoreText restore) {
        restore.facts().forEach(this::fact);
        lines(restore.sections());
    }

    private void facts() {
        fact("Run", report.run());
        fact("Environment", report.environment());
        fact("Project", step.goal().project());
        fact("Goal", step.goal().name());
        fact("Outcome", outcome == null ? "" : outcome.name().toLowerCase(Locale.ROOT));
        fact("Started", time(step.started()));
        fact("Finished", time(step.finished()));
        fact("Duration", step.took().map(Durations::text).orElse(""));
        MigrationReport.Store store = step.store();
        if (store != null) {
            String database =
                    store.name().equals(DynamoEngine.STORE) ? store.database() : "database " + store.database();
            fact("Store", store.product() + ", " + (database.isEmpty() ? "" : database + ", ") + store.address());
        }
        if (step.versionBefore() != null && step.versionAfter() != null) {
            fact(
                    "Version",
                    Summary.version(step.versionBefore()) + " before, " + Summary.version(step.versionAfter())
                            + " after");
        } else if (step.versionBefore() != null) {
            fact("Version", Summary.version(step.versionBefore()) + " before");
        } else if (step.versionAfter() != null) {
            fact("Version", Summary.version(step.versionAfter()) + " after");
        }
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    private void restorePoints() {
        for (RestorePointEntry entry : step.restorePoints()) {
            fact(
                    "Restore point",
                    entry.point().title() + ", "
                            + switch (entry.state()) {
                                case READY -> "ready";
                                case WAITING -> "not ready yet";
                                case FAILED -> "failed";
                            });
            fact("Manifest", entry.manifest());
        }
        if (!isDynamo()) {
            step.restorePoint().ifPresent(point -> {
                text.add(label("To go back to it")
                        + RestoreLine.of(point, step.goal().words()));
                text.add(label("") + RestoreLine.note(point, step.goal().words()));
            });
            if (outcome == Outcome.FAILED && step.restorePoint().isEmpty() && !isRestore()) {
                fact("Restore point", "none that can be restored from");
            }
        } else if (outcome != Outcome.FAILED) {
            backups();
        }
    }

    /** Each table has a backup of its own. After a failure they are among the ways back. */
    private void backups() {
        List<RestorePoint> backups = step.restorePoints().stream()
                .filter(entry -> entry.state() == MigrationReport.PointState.READY)
                .map(RestorePointEntry::point)
                .toList();
        String heading = backups.size() == 1 ? "To go back to it" : "To go back";
        for (RestorePoint point : backups) {
            text.add(label(point.equals(backups.get(0)) ? heading : "")
                    + RestoreLine.of(point, step.goal().words()));
        }
        if (!backups.isEmpty()) {
            text.add(label("") + "That makes a table of another name: a table can be neither overwritten nor renamed.");
        }
    }

    private boolean isRestore() {
        return step.goal().name().equals(Announcement.RESTORE);
    }

    private boolean isDynamo() {
        return step.storeName().equals(DynamoEngine.STORE);
    }

    private void problems() {
        List<String> lines = new ArrayList<>();
        for (Problem problem : step.problems()) {
            lines.add("");
            lines.addAll(problem.lines(step.goal().words()));
        }
        text.add(lines, PROBLEMS);
    }

    private void migrations() {
        int planned = Math.max(step.pending(), step.migrations().size());
        if (planned == 0) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Migrations: " + Announcement.applied(step) + " of " + planned + " " + Announcement.done(step));
        int left = 0;
        int listed = 0;
        for (Migration migration : step.migrations()) {
            // What did not end well is what is looked for, however long the list.
            if (listed < MOST_MIGRATIONS || migration.state() == State.FAILED || migration.state() == State.RUNNING) {
                lines.add("  " + migration(migration));
                listed++;
            } else {
                left++;
            }
        }
        if (left > 0) {
            lines.add("  and " + left + " more");
        }
        lines(lines);
    }

    /** A run of several goals that failed has changed more than the goal that failed. */
    private void ways() {
        boolean several = report.steps().size() > 1;
        if (outcome != Outcome.FAILED || (!several && !isDynamo() && !isRestore())) {
            return;
        }
        List<String> lines = new ArrayList<>();
        if (several) {
            lines.add("");
            lines.add("Done in this build:");
            report.steps().forEach(each -> lines.add("  " + inShort(each)));
        }
        Ways ways = Ways.of(report);
        add(lines, "To go on, once it is fixed:", ways.on());
        add(lines, "To go back:", ways.back());
        lines(lines);
    }

    private static void add(List<String> lines, String heading, List<Ways.Way> ways) {
        if (!ways.isEmpty()) {
            lines.add("");
            lines.add(heading);
            ways.forEach(way -> {
                lines.add("  " + way.store() + " " + way.what() + ":");
                lines.add("    " + way.command());
            });
        }
    }

    private static String inShort(MigrationReport.Step each) {
        long applied = Announcement.applied(each);
        String version = each.versionAfter() == null ? "" : ", at version " + Summary.version(each.versionAfter());
        return each.goal().name() + " (" + each.storeName() + "): "
                + (each.outcome() == null
                        ? "running"
                        : each.outcome() == Outcome.FAILED
                                ? "FAILED"
                                : each.outcome().name().toLowerCase(Locale.ROOT))
                + (applied > 0 || each.pending() > 0
                        ? ", " + applied + " of " + Math.max(each.pending(), applied) + " migrations "
                                + Announcement.done(each)
                        : "")
                + version;
    }

    private static String migration(Migration migration) {
        return BoundedText.cut(migration.migration().title(), LONGEST_DESCRIPTION)
                + switch (migration.state()) {
                    case APPLIED -> ": applied in ";
                    case UNDONE -> ": undone in ";
                    case FAILED -> ": FAILED after ";
                    case RUNNING -> ": not finished after ";
                }
                + Durations.text(migration.took());
    }

    private void warnings() {
        if (step.warnings().isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Warnings:");
        step.warnings().forEach(warning -> lines.add("  " + warning));
        lines(lines);
    }

    /** Facts that there are none of are left out. */
    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            lines(List.of(label(name) + value));
        }
    }

    private static String label(String name) {
        return String.format(Locale.ROOT, "%-18s", name.isEmpty() ? "" : name + ":");
    }

    private void lines(List<String> lines) {
        text.add(lines, LONGEST);
    }
}
