package io.ordermig.event;

/**
 * Hears what happens in a run. Every method does nothing unless overridden. Listeners observe: what they throw is
 * logged and goes no further. They are called on the thread of the run and should return quickly.
 */
public interface RunListener {

    /** Hears any event; by default passes it to the method for its kind. */
    default void on(RunEvent event) {
        event.tell(this);
    }

    /** A goal has begun. */
    default void goalStarted(RunEvent.GoalStarted event) {}

    /** A goal has ended. */
    default void goalFinished(RunEvent.GoalFinished event) {}

    /** A store answers. */
    default void connected(RunEvent.Connected event) {}

    /** A connection attempt is made again. */
    default void connectRetried(RunEvent.ConnectRetried event) {}

    /** What there is to do is known. */
    default void planMade(RunEvent.PlanMade event) {}

    /** A migration begins. */
    default void migrationStarted(RunEvent.MigrationStarted event) {}

    /** A statement is sent. */
    default void statementStarted(RunEvent.StatementStarted event) {}

    /** A statement is answered. */
    default void statementFinished(RunEvent.StatementFinished event) {}

    /** A verification has been asked. */
    default void verificationFinished(RunEvent.VerificationFinished event) {}

    /** A migration is applied. */
    default void migrationFinished(RunEvent.MigrationFinished event) {}

    /** A migration has failed. */
    default void migrationFailed(RunEvent.MigrationFailed event) {}

    /** The version that a store is left with is known. */
    default void versionReached(RunEvent.VersionReached event) {}

    /** A restore point is asked for. */
    default void restorePointStarted(RunEvent.RestorePointStarted event) {}

    /** A restore point is waited for. */
    default void restorePointProgressed(RunEvent.RestorePointProgressed event) {}

    /** A restore point can be restored from. */
    default void restorePointReady(RunEvent.RestorePointReady event) {}

    /** A restore point did not come about. */
    default void restorePointFailed(RunEvent.RestorePointFailed event) {}

    /** A restore point of the build serves this goal, too. */
    default void restorePointReused(RunEvent.RestorePointReused event) {}

    /** A goal goes without a restore point. */
    default void restorePointSkipped(RunEvent.RestorePointSkipped event) {}

    /** Somebody else changes the store. */
    default void lockAwaited(RunEvent.LockAwaited event) {}

    /** The store is ours to change, after waiting. */
    default void lockTaken(RunEvent.LockTaken event) {}

    /** A migration is undone. */
    default void migrationUndone(RunEvent.MigrationUndone event) {}

    /** A call that changes a table is made. */
    default void tableCallStarted(RunEvent.TableCallStarted event) {}

    /** A table is waited for. */
    default void tableProgressed(RunEvent.TableProgressed event) {}

    /** A call that changes a table has had its effect. */
    default void tableCallFinished(RunEvent.TableCallFinished event) {}

    /** A part of a change is so already. */
    default void tableAlreadySo(RunEvent.TableAlreadySo event) {}

    /** What a backfill has to do is known. */
    default void backfillStarted(RunEvent.BackfillStarted event) {}

    /** A backfill goes on. */
    default void backfillProgressed(RunEvent.BackfillProgressed event) {}

    /** A backfill is done. */
    default void backfillFinished(RunEvent.BackfillFinished event) {}

    /** What a restore does is known. */
    default void restorePlanned(RunEvent.RestorePlanned event) {}

    /** A step of a restore begins. */
    default void restoreStepStarted(RunEvent.RestoreStepStarted event) {}

    /** A step of a restore goes on. */
    default void restoreStepProgressed(RunEvent.RestoreStepProgressed event) {}

    /** A step of a restore is done. */
    default void restoreStepFinished(RunEvent.RestoreStepFinished event) {}

    /** Something was asked of the restored data. */
    default void restoreVerified(RunEvent.RestoreVerified event) {}

    /** The data are taken back. */
    default void restoreFinished(RunEvent.RestoreFinished event) {}

    /** A warning. */
    default void warned(RunEvent.Warned event) {}
}
