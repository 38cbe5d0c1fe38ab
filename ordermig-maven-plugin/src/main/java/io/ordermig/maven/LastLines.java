package io.ordermig.maven;

import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.RestoreLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last that a failure tells, which Maven shows at the end of the build: how to go back when the goal has a restore
 * point, and how to go on with a restore. The goals on DynamoDB say it with their problem, since there are more ways.
 */
final class LastLines implements RunListener {

    private final Vocabulary words;
    private @Nullable RestorePoint restorePoint;
    private RunEvent.@Nullable RestorePlanned restore;
    private List<String> lines = List.of();

    LastLines(Vocabulary words) {
        this.words = words;
    }

    /** The lines to show; none unless the goal has failed. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void restorePointReady(RunEvent.RestorePointReady event) {
        restorePoint = event.point();
    }

    @Override
    public void restorePointReused(RunEvent.RestorePointReused event) {
        restorePoint = event.point();
    }

    @Override
    public void restorePlanned(RunEvent.RestorePlanned event) {
        restore = event;
    }

    @Override
    public void goalFinished(RunEvent.GoalFinished event) {
        RestorePoint point = restorePoint;
        RunEvent.RestorePlanned begun = restore;
        restorePoint = null;
        restore = null;
        if (event.outcome() != Outcome.FAILED) {
            return;
        }
        if (begun != null && begun.confirmed()) {
            lines = List.of(
                    "To go on with the restore where it stopped, once it is fixed:",
                    "  " + words.goal("restore", begun.parameters()));
        } else if (begun == null && point != null && point.kind() != RestorePoint.Kind.TABLE_BACKUP) {
            lines = List.of(
                    "To go back to " + point.title() + ":",
                    "  " + RestoreLine.of(point, words),
                    RestoreLine.note(point, words));
        }
    }
}
