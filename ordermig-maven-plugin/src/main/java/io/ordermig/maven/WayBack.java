package io.ordermig.maven;

import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.RestoreLine;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Shows on the console how to go back when a goal fails that has a restore point. The goals on DynamoDB say it with their
 * problem, since there are more ways back.
 */
final class WayBack implements RunListener {

    private static final String RESTORE = "restore";

    private final Log log;
    private final Vocabulary words;
    private @Nullable RestorePoint restorePoint;

    WayBack(Log log, Vocabulary words) {
        this.log = log;
        this.words = words;
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
    public void goalFinished(RunEvent.GoalFinished event) {
        RestorePoint point = restorePoint;
        restorePoint = null;
        if (point != null
                && point.kind() != RestorePoint.Kind.TABLE_BACKUP
                && event.outcome() == Outcome.FAILED
                && !event.goal().equals(RESTORE)) {
            log.error("To go back to " + point.title() + ":");
            log.error("  " + RestoreLine.of(point, words));
            log.error(RestoreLine.note(point, words));
        }
    }
}
