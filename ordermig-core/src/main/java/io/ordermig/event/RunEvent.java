package io.ordermig.event;

import io.ordermig.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that happened in a run. Console, report, metrics and notifications are made from events alone. A new kind
 * of event comes with a method of {@link RunListener} that does nothing by default, so that listeners need not change.
 */
public sealed interface RunEvent {

    /** When it happened. */
    Instant at();

    /** Calls the listener's method for this kind of event. */
    void tell(RunListener listener);

    /**
     * A goal has begun.
     *
     * @param run the id of the run, unique among all runs
     * @param goal the goal, such as {@code migrate}
     * @param environment the environment, such as {@code staging}
     */
    record GoalStarted(Instant at, String run, String goal, String environment) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.goalStarted(this);
        }
    }

    /**
     * A goal has ended.
     *
     * @param took its duration
     * @param problems what stopped it; empty unless it failed
     */
    record GoalFinished(Instant at, String goal, Outcome outcome, Duration took, List<Problem> problems)
            implements RunEvent {
        public GoalFinished {
            problems = List.copyOf(problems);
        }

        @Override
        public void tell(RunListener listener) {
            listener.goalFinished(this);
        }
    }

    /**
     * A store answers.
     *
     * @param store the store, such as {@code postgresql}
     * @param address where it is, without credentials
     * @param product the product and its version, such as {@code PostgreSQL 18.6}
     * @param database the database connected to
     * @param user the role connected as
     */
    record Connected(Instant at, String store, String address, String product, String database, String user)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.connected(this);
        }
    }

    /** A connection attempt failed for a passing reason, and is made again after a wait. */
    record ConnectRetried(Instant at, String store, String address, String reason, int attempt, Duration pause)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.connectRetried(this);
        }
    }

    /**
     * What there is to do is known.
     *
     * @param current the current version of the store; empty when nothing was ever applied
     * @param pending what will be applied, in order
     */
    record PlanMade(Instant at, String store, String current, List<MigrationRef> pending) implements RunEvent {
        public PlanMade {
            pending = List.copyOf(pending);
        }

        @Override
        public void tell(RunListener listener) {
            listener.planMade(this);
        }
    }

    /**
     * Somebody else changes the store. Told at each look.
     *
     * @param holder who it is
     * @param waited since the waiting began
     * @param budget how long the waiting may take in all
     */
    record LockAwaited(Instant at, String store, String holder, Duration waited, Duration budget) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.lockAwaited(this);
        }
    }

    /** The store is ours to change, after waiting for somebody else. */
    record LockTaken(Instant at, String store, Duration waited) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.lockTaken(this);
        }
    }

    /**
     * A migration begins.
     *
     * @param inverse how it can be taken back
     */
    record MigrationStarted(Instant at, MigrationRef migration, Inverse inverse) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.migrationStarted(this);
        }
    }

    /**
     * A statement is sent to the server.
     *
     * @param number its place in the migration, from 1
     * @param sql its text, shortened, without comments
     */
    record StatementStarted(Instant at, MigrationRef migration, int number, String sql) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.statementStarted(this);
        }
    }

    /**
     * The server has answered a statement.
     *
     * @param rows the rows it changed, as the server counts them; 0 for DDL
     * @param slow whether it ran longer than the limit for slow statements
     * @param notices what the server said meanwhile
     * @param failed whether the answer was an error
     */
    record StatementFinished(
            Instant at,
            MigrationRef migration,
            int number,
            String sql,
            Duration took,
            long rows,
            boolean slow,
            List<String> notices,
            boolean failed)
            implements RunEvent {
        public StatementFinished {
            notices = List.copyOf(notices);
        }

        @Override
        public void tell(RunListener listener) {
            listener.statementFinished(this);
        }
    }

    /** A verification has been asked. */
    record VerificationFinished(Instant at, MigrationRef migration, String sql, boolean passed, Duration took)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.verificationFinished(this);
        }
    }

    /**
     * A migration is applied, verified and, unless it runs without a transaction, about to be committed.
     *
     * @param rows the rows that its statements changed
     */
    record MigrationFinished(Instant at, MigrationRef migration, Duration took, long rows, int statements)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.migrationFinished(this);
        }
    }

    /**
     * A migration is undone.
     *
     * @param rows the rows, or items, that its inverse changed
     */
    record MigrationUndone(Instant at, MigrationRef migration, Duration took, long rows) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.migrationUndone(this);
        }
    }

    /** A migration has failed; a transactional one is rolled back. */
    record MigrationFailed(Instant at, MigrationRef migration, Duration took) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.migrationFailed(this);
        }
    }

    /** The version that a store is left with is known, also after a failure. */
    record VersionReached(Instant at, String store, String version) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.versionReached(this);
        }
    }

    /**
     * A restore point is asked for.
     *
     * @param adopted whether it was found, made or being made, instead of asked for anew
     */
    record RestorePointStarted(Instant at, RestorePoint point, boolean adopted) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restorePointStarted(this);
        }
    }

    /**
     * A restore point is waited for. Told at each look.
     *
     * @param state the state of what is waited for, in its own words
     * @param percent how much of it is done as the server estimates; -1 when it does not say
     * @param elapsed since the waiting began
     * @param remaining an estimate; zero when there is none yet
     */
    record RestorePointProgressed(
            Instant at, RestorePoint point, String state, int percent, Duration elapsed, Duration remaining)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restorePointProgressed(this);
        }
    }

    /**
     * A restore point can be restored from.
     *
     * @param took since it was asked for, or adopted
     * @param bytes its size; 0 when it is not known
     * @param manifest the file with the settings that it does not carry itself; empty when there is none
     */
    record RestorePointReady(Instant at, RestorePoint point, Duration took, long bytes, String manifest)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restorePointReady(this);
        }
    }

    /** A restore point did not come about. What follows from it is told by a problem, or by a warning. */
    record RestorePointFailed(Instant at, RestorePoint point, Duration took) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restorePointFailed(this);
        }
    }

    /**
     * A restore point that an earlier goal of the build took serves this goal, too.
     *
     * @param bytes its size; 0 when it is not known
     * @param manifest the file with the settings that it does not carry itself; empty when there is none
     */
    record RestorePointReused(Instant at, RestorePoint point, long bytes, String manifest) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restorePointReused(this);
        }
    }

    /** A goal goes without a restore point, because it was told to. */
    record RestorePointSkipped(Instant at, String reason) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restorePointSkipped(this);
        }
    }

    /**
     * A call that changes a table is made.
     *
     * @param table the name of the table
     * @param operation the operation, such as {@code UpdateTable}
     * @param sentence what it does, for people
     */
    record TableCallStarted(Instant at, String table, String operation, String sentence) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.tableCallStarted(this);
        }
    }

    /**
     * The state of an index of a table.
     *
     * @param name its name
     * @param state such as {@code CREATING}
     * @param backfilling whether the items of the table are being put into it
     * @param items how many it has, as DynamoDB counts them now and then
     */
    record IndexState(String name, String state, boolean backfilling, long items) {}

    /**
     * A table is waited for. Told at each look.
     *
     * @param table the name of the table
     * @param waitingFor what is waited for, after "until"
     * @param state its state, such as {@code UPDATING}
     * @param indexes its indexes
     * @param elapsed since the waiting began
     */
    record TableProgressed(
            Instant at, String table, String waitingFor, String state, List<IndexState> indexes, Duration elapsed)
            implements RunEvent {
        public TableProgressed {
            indexes = List.copyOf(indexes);
        }

        @Override
        public void tell(RunListener listener) {
            listener.tableProgressed(this);
        }
    }

    /** A call that changes a table has had its effect. */
    record TableCallFinished(Instant at, String table, String operation, String sentence, Duration took)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.tableCallFinished(this);
        }
    }

    /** A part of a change is so already, and was not called for. */
    record TableAlreadySo(Instant at, String table, String operation, String sentence) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.tableAlreadySo(this);
        }
    }

    /**
     * What a backfill has to do is known.
     *
     * @param table the table
     * @param items the items that were counted; 0 when they were not
     * @param matching those of them that are to be changed
     * @param readUnits the read capacity that counting consumed
     * @param resumed whether an earlier run had begun it
     */
    record BackfillStarted(
            Instant at,
            MigrationRef migration,
            String table,
            long items,
            long matching,
            double readUnits,
            int segments,
            int workers,
            boolean resumed)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.backfillStarted(this);
        }
    }

    /**
     * A backfill goes on. Told at each look.
     *
     * @param stage what it is at: {@code count}, {@code round 1}, {@code verification}
     * @param perSecond items that are looked at, since the stage began
     * @param remaining an estimate for the stage; zero when there is none yet
     */
    record BackfillProgressed(
            Instant at,
            MigrationRef migration,
            String table,
            String stage,
            long lookedAt,
            long changed,
            long passedOver,
            long lostRaces,
            double perSecond,
            Duration remaining)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.backfillProgressed(this);
        }
    }

    /**
     * A backfill is done and verified. The figures are those of all its runs.
     *
     * @param lostRaces how often somebody else came first
     * @param rounds how often the table was gone through
     * @param resumed whether an earlier run had begun it
     * @param took the duration of this run
     */
    record BackfillFinished(
            Instant at,
            MigrationRef migration,
            String table,
            long lookedAt,
            long changed,
            long passedOver,
            long lostRaces,
            int rounds,
            double readUnits,
            double writeUnits,
            boolean resumed,
            Duration took)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.backfillFinished(this);
        }
    }

    /**
     * What a restore does, or would do, is known; nothing has changed so far.
     *
     * @param confirmed whether it is going to be done
     * @param parameters what to give for this very restore, confirmed, to do it or to go on with it: names of parameters
     *     to values, in the order to print them
     */
    record RestorePlanned(Instant at, RestorePlan plan, boolean confirmed, Map<String, String> parameters)
            implements RunEvent {
        public RestorePlanned {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        @Override
        public void tell(RunListener listener) {
            listener.restorePlanned(this);
        }
    }

    /**
     * A step of a restore begins.
     *
     * @param number its number in the plan, from 1
     */
    record RestoreStepStarted(Instant at, int number, RestorePlan.Step step) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restoreStepStarted(this);
        }
    }

    /**
     * A step of a restore goes on. Told at each look.
     *
     * @param state what is waited for, such as {@code orders-restore-20260301101500 is creating}
     * @param waited since the step began
     */
    record RestoreStepProgressed(Instant at, int number, RestorePlan.Step step, String state, Duration waited)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restoreStepProgressed(this);
        }
    }

    /**
     * A step of a restore is done.
     *
     * @param alreadySo whether an earlier run had done it
     */
    record RestoreStepFinished(Instant at, int number, RestorePlan.Step step, boolean alreadySo, Duration took)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restoreStepFinished(this);
        }
    }

    /**
     * Something was asked of the restored data.
     *
     * @param question what, in words or in SQL
     * @param answer the answer, without values of rows
     */
    record RestoreVerified(Instant at, String question, String answer, boolean passed, Duration took)
            implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restoreVerified(this);
        }
    }

    /**
     * The data are taken back.
     *
     * @param took the duration of this run
     * @param outage how long nobody could use the database, in this run
     */
    record RestoreFinished(Instant at, Aftermath aftermath, Duration took, Duration outage) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.restoreFinished(this);
        }
    }

    /** Something that a person should know, which does not stop the run. */
    record Warned(Instant at, String text) implements RunEvent {
        @Override
        public void tell(RunListener listener) {
            listener.warned(this);
        }
    }
}
