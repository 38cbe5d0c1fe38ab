package io.ordermig.report;

import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.Inverse;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport.PointState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines to type after a run: to go on where it stopped, and to go back to what was before it.
 *
 * @param on one for each goal that failed, in the order in which they ran
 * @param back one for each store, or table, that was changed or may have been; the last change first
 */
public record Ways(List<Way> on, List<Way> back) {

    private static final String BEFORE_ALL = "0";

    public Ways {
        on = List.copyOf(on);
        back = List.copyOf(back);
    }

    /**
     * One line.
     *
     * @param store the store that it is about
     * @param what what it does, a sentence without its full stop
     * @param command the line, as it is typed
     */
    public record Way(String store, String what, String command) {}

    /** The lines for a run, as far as it has come. */
    public static Ways of(MigrationReport report) {
        List<Way> on = new ArrayList<>();
        Map<String, Way> back = new LinkedHashMap<>();
        for (MigrationReport.Step step : report.steps()) {
            // An undo has a target, which its own remedies name.
            if (step.outcome() == Outcome.FAILED && !isUndo(step)) {
                on.add(new Way(
                        step.storeName(),
                        "goes on where it stopped",
                        step.goal().words().goal(step.goal().name(), parameters(step))));
            }
        }
        for (int i = report.steps().size() - 1; i >= 0; i--) {
            back(report.steps().get(i)).forEach(way -> back.putIfAbsent(way.command(), way));
        }
        return new Ways(on, List.copyOf(back.values()));
    }

    /** What to give to go on: of a restore, which one it was and that it may be done. */
    private static Map<String, String> parameters(MigrationReport.Step step) {
        RestoreEntry restore = step.restore();
        return restore != null && restore.confirmed() ? restore.parameters() : Map.of();
    }

    private static boolean isUndo(MigrationReport.Step step) {
        return step.goal().name().endsWith("undo");
    }

    private static boolean isReversible(MigrationReport.Step step) {
        return step.migrations().stream().allMatch(migration -> migration.inverse() == Inverse.PRESENT);
    }

    private static List<Way> back(MigrationReport.Step step) {
        List<Way> ways = new ArrayList<>();
        if (step.migrations().isEmpty() || isUndo(step)) {
            return ways;
        }
        if (step.storeName().equals(DynamoEngine.STORE)) {
            if (isReversible(step)) {
                ways.add(undo(step));
            }
            step.restorePoints().stream()
                    .filter(entry -> entry.state() == PointState.READY)
                    .map(MigrationReport.RestorePointEntry::point)
                    .forEach(point -> ways.add(
                            new Way(step.storeName(), whatOf(point, step.goal().words()), line(point, step))));
        } else {
            step.restorePoint()
                    .ifPresent(point -> ways.add(
                            new Way(step.storeName(), whatOf(point, step.goal().words()), line(point, step))));
        }
        return ways;
    }

    private static Way undo(MigrationReport.Step step) {
        String before = step.versionBefore() == null ? "" : step.versionBefore();
        return new Way(
                step.storeName(),
                "takes every migration of this run back by its inverse",
                step.goal()
                        .words()
                        .goal("dynamo-undo", Map.of("dynamoTarget", before.isEmpty() ? BEFORE_ALL : before)));
    }

    private static String whatOf(RestorePoint point, Vocabulary words) {
        return point.kind() == RestorePoint.Kind.TABLE_BACKUP
                ? "brings the items of " + point.source() + " back in a table of another name"
                : "brings back " + point.source() + " as it was, once " + RestoreLine.confirmation(point, words)
                        + " is added; what was written since is lost then";
    }

    private static String line(RestorePoint point, MigrationReport.Step step) {
        return RestoreLine.of(point, step.goal().words());
    }
}
