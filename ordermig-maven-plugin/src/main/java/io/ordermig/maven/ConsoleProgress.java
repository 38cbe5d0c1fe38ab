package io.ordermig.maven;

import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.report.Sizes;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.time.Duration;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** Shows a run on the console: a line for each migration, and a clock while a statement takes long. */
final class ConsoleProgress implements RunListener {

    /** What is quicker needs no line of its own. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    private final Log log;
    private final StatementClock clock;
    private int total;
    private int done;
    private String goal = "";
    private boolean waitingForLock;

    private ConsoleProgress(Log log, StatementClock clock) {
        this.log = log;
        this.clock = clock;
    }

    static ConsoleProgress on(MavenSession session, Log log) {
        return new ConsoleProgress(log, new StatementClock(log, Terminal.isLive(session)));
    }

    @Override
    public void goalStarted(RunEvent.GoalStarted event) {
        goal = event.goal();
        log.info("Run " + event.run() + ": " + event.goal() + ", environment " + event.environment());
    }

    @Override
    public void goalFinished(RunEvent.GoalFinished event) {
        clock.end();
    }

    @Override
    public void connected(RunEvent.Connected event) {
        log.info(event.product() + " at " + event.address() + (event.user().isEmpty() ? "" : ", role " + event.user()));
    }

    @Override
    public void connectRetried(RunEvent.ConnectRetried event) {
        log.warn("Attempt " + event.attempt() + " to reach " + event.address() + " failed; next one in "
                + Durations.text(event.pause()) + ". " + event.reason());
    }

    @Override
    public void planMade(RunEvent.PlanMade event) {
        total = event.pending().size();
        done = 0;
        if (total > 0) {
            log.info("At " + (event.current().isEmpty() ? "no version yet" : "version " + event.current()) + ", "
                    + Summary.count(total, "migration") + (goal.endsWith("undo") ? " to undo." : " to apply."));
        }
    }

    @Override
    public void restorePointStarted(RunEvent.RestorePointStarted event) {
        log.info(
                event.adopted()
                        ? "An earlier run asked for " + event.point().title() + "; it serves this one, too."
                        : "Taking " + event.point().title() + ".");
        clock.begin("waiting for " + event.point().title());
    }

    @Override
    public void restorePointProgressed(RunEvent.RestorePointProgressed event) {
        clock.say("waiting for " + event.point().title() + ": " + event.state()
                + (event.percent() < 0 ? "" : ", " + event.percent() + " %")
                + (event.remaining().isZero() ? "" : ", about " + Durations.text(event.remaining()) + " left"));
    }

    @Override
    public void restorePointReady(RunEvent.RestorePointReady event) {
        clock.stop();
        log.info("The " + event.point().kind().noun() + " can be restored from, after " + Durations.text(event.took())
                + (event.bytes() > 0 ? "; " + Sizes.text(event.bytes()) : "") + ".");
    }

    @Override
    public void restorePointFailed(RunEvent.RestorePointFailed event) {
        clock.stop();
        log.error("There is no " + event.point().title() + ", after " + Durations.text(event.took()) + ".");
    }

    @Override
    public void restorePointReused(RunEvent.RestorePointReused event) {
        log.info("This build has a restore point already: " + event.point().title() + ".");
    }

    @Override
    public void restorePointSkipped(RunEvent.RestorePointSkipped event) {
        log.info("No restore point is taken: " + event.reason() + ".");
    }

    @Override
    public void migrationStarted(RunEvent.MigrationStarted event) {
        clock.migration(place(done + 1) + event.migration().title());
    }

    @Override
    public void statementStarted(RunEvent.StatementStarted event) {
        clock.start(event.number(), event.sql());
    }

    @Override
    public void statementFinished(RunEvent.StatementFinished event) {
        clock.stop();
        if (event.slow()) {
            log.warn("Slow: statement " + event.number() + " of "
                    + event.migration().title() + " took " + Durations.text(event.took()) + ": " + event.sql());
        }
        event.notices().forEach(notice -> log.info("    " + notice));
    }

    @Override
    public void migrationFinished(RunEvent.MigrationFinished event) {
        clock.stop();
        done++;
        MigrationRef migration = event.migration();
        log.info(place(done) + migration.title()
                + (migration.phase().isEmpty() ? "" : " [" + migration.phase() + "]")
                + (migration.transactional() || isDynamo(migration) ? "" : " [no transaction]")
                + "  " + Durations.text(event.took()) + changed(migration, event.rows()));
    }

    @Override
    public void migrationUndone(RunEvent.MigrationUndone event) {
        clock.stop();
        done++;
        log.info(place(done) + "undone: " + event.migration().title() + "  " + Durations.text(event.took())
                + changed(event.migration(), event.rows()));
    }

    private static String changed(MigrationRef migration, long rows) {
        return isDynamo(migration)
                ? rows == 0 ? "" : ", " + Summary.count(rows, "item")
                : ", " + Summary.count(rows, "row");
    }

    private static boolean isDynamo(MigrationRef migration) {
        return migration.store().equals(DynamoEngine.STORE);
    }

    @Override
    public void lockAwaited(RunEvent.LockAwaited event) {
        if (!waitingForLock) {
            log.info("Another run is at work; waiting for it at most " + Durations.text(event.budget()) + ": "
                    + event.holder());
            clock.begin("waiting for the lock");
            waitingForLock = true;
        }
        clock.say("waiting for the lock that is held by " + event.holder());
    }

    @Override
    public void lockTaken(RunEvent.LockTaken event) {
        waitingForLock = false;
        clock.stop();
        log.info("The lock is ours after " + Durations.text(event.waited()) + ".");
    }

    @Override
    public void tableCallStarted(RunEvent.TableCallStarted event) {
        log.info("        " + event.sentence());
        clock.begin(event.sentence());
    }

    @Override
    public void tableProgressed(RunEvent.TableProgressed event) {
        clock.say(DynamoProgress.text(event));
    }

    @Override
    public void tableCallFinished(RunEvent.TableCallFinished event) {
        clock.stop();
        if (event.took().compareTo(WORTH_TELLING) > 0) {
            log.info("        done after " + Durations.text(event.took()));
        }
    }

    @Override
    public void tableAlreadySo(RunEvent.TableAlreadySo event) {
        log.info("        already so: " + event.sentence());
    }

    @Override
    public void backfillStarted(RunEvent.BackfillStarted event) {
        log.info("        " + DynamoProgress.text(event));
        clock.begin("changing items of " + event.table());
    }

    @Override
    public void backfillProgressed(RunEvent.BackfillProgressed event) {
        clock.beginOrSay(DynamoProgress.text(event));
    }

    @Override
    public void backfillFinished(RunEvent.BackfillFinished event) {
        clock.stop();
        log.info("        " + DynamoProgress.text(event));
    }

    @Override
    public void migrationFailed(RunEvent.MigrationFailed event) {
        clock.stop();
        log.error(place(done + 1) + event.migration().title() + "  failed after " + Durations.text(event.took()));
    }

    @Override
    public void verificationFinished(RunEvent.VerificationFinished event) {
        log.debug("Verified: " + event.sql() + ": " + event.passed());
    }

    @Override
    public void warned(RunEvent.Warned event) {
        log.warn(event.text());
    }

    private String place(int number) {
        return Summary.place(number, total);
    }
}
