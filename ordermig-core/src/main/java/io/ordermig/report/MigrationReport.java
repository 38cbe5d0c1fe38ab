package io.ordermig.report;

import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.postgres.PostgresEngine;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, as far as it has come. Written as {@code migration-report.json}; the schema that ships beside this
 * class describes that form.
 *
 * @param run the id of the run
 * @param environment the environment
 * @param project what the build was started for
 * @param versions the versions of ordermig, Java and whatever else took part, by name
 * @param steps one for each goal, in order
 */
public record MigrationReport(
        String run, String environment, String project, List<Version> versions, List<Step> steps) {

    /** The version of the file's form; raised when a reader of the old form would misread the new one. */
    public static final int FORMAT = 1;

    public MigrationReport {
        versions = List.copyOf(versions);
        steps = List.copyOf(steps);
    }

    /** The version of one part. */
    public record Version(String name, String version) {}

    /**
     * The store a step worked on.
     *
     * @param name such as {@code postgresql}
     * @param address where it is, without credentials
     * @param product the product and its version
     */
    public record Store(String name, String address, String product, String database, String user) {}

    /**
     * Which goal it was.
     *
     * @param name the goal, such as {@code migrate}
     * @param project the module that it ran for, such as {@code com.example:order-service:1.4.0}
     * @param words how goals and parameters are spelled there
     */
    public record Goal(String name, String project, Vocabulary words) {}

    /**
     * One goal's execution.
     *
     * @param finished when it ended; {@code null} while it runs
     * @param outcome how it ended; {@code null} while it runs
     * @param store what it worked on; {@code null} when it did not come so far
     * @param versionBefore the version the store had; {@code null} when that was not asked
     * @param versionAfter the version the store was left with; {@code null} when that was not asked
     * @param pending how many migrations there were to apply
     * @param restorePoints those it took, found or relied on, in order
     * @param restore what it took data back to; {@code null} when it is no goal that does, or did not come so far
     */
    public record Step(
            Goal goal,
            Instant started,
            @Nullable Instant finished,
            @Nullable Outcome outcome,
            @Nullable Store store,
            @Nullable String versionBefore,
            @Nullable String versionAfter,
            int pending,
            List<RestorePointEntry> restorePoints,
            List<Migration> migrations,
            @Nullable RestoreEntry restore,
            List<String> warnings,
            List<Problem> problems) {
        public Step {
            restorePoints = List.copyOf(restorePoints);
            migrations = List.copyOf(migrations);
            warnings = List.copyOf(warnings);
            problems = List.copyOf(problems);
        }

        /** The restore point that the goal could be taken back to; empty when there is none. */
        public Optional<RestorePoint> restorePoint() {
            return restorePoints.stream()
                    .filter(entry -> entry.state() == PointState.READY)
                    .reduce((first, second) -> second)
                    .map(RestorePointEntry::point);
        }

        /** The store that the goal is for, also when it did not come so far. */
        public String storeName() {
            return store != null
                    ? store.name()
                    : goal.name().startsWith("dynamo") ? DynamoEngine.STORE : PostgresEngine.STORE;
        }

        /** How long it took; empty while it runs. */
        public Optional<Duration> took() {
            return finished == null ? Optional.empty() : Optional.of(Duration.between(started, finished));
        }
    }

    /** The state of a restore point in a report. */
    public enum PointState {
        /** It was being waited for when the report was written. */
        WAITING,
        /** It can be restored from. */
        READY,
        /** It did not come about. */
        FAILED
    }

    /** Where a restore point came from. */
    public enum PointOrigin {
        /** The goal had it made. */
        TAKEN,
        /** An earlier run had it made; the goal found it. */
        ADOPTED,
        /** An earlier goal of the same build had it. */
        REUSED
    }

    /**
     * One restore point.
     *
     * @param took how long the goal waited for it
     * @param bytes its size; 0 when it is not known
     * @param manifest the file with the settings that it does not carry itself; empty when there is none
     */
    public record RestorePointEntry(
            RestorePoint point, PointOrigin origin, PointState state, Duration took, long bytes, String manifest) {}

    /** The state of a migration in a report. */
    public enum State {
        /** It was being applied when the report was written. */
        RUNNING,
        /** It is applied. */
        APPLIED,
        /** It failed; a transactional one was rolled back. */
        FAILED,
        /** It was applied, and is undone. */
        UNDONE
    }

    /**
     * One migration.
     *
     * @param inverse how it can be taken back
     * @param rows the rows, or items, that it changed
     * @param statements what it sent to PostgreSQL
     * @param operations what it called of DynamoDB, or found to be so already
     * @param backfills the items that it changed
     */
    public record Migration(
            MigrationRef migration,
            Inverse inverse,
            State state,
            Instant started,
            Duration took,
            long rows,
            List<Statement> statements,
            List<Verification> verifications,
            List<Operation> operations,
            List<Backfill> backfills) {
        public Migration {
            statements = List.copyOf(statements);
            operations = List.copyOf(operations);
            backfills = List.copyOf(backfills);
            verifications = List.copyOf(verifications);
        }
    }

    /**
     * One statement.
     *
     * @param sql its text, shortened
     * @param slow whether it ran longer than the limit for slow statements
     */
    public record Statement(
            int number, String sql, Duration took, long rows, boolean slow, boolean failed, List<String> notices) {
        public Statement {
            notices = List.copyOf(notices);
        }
    }

    /**
     * One call of DynamoDB, or what made it needless.
     *
     * @param name the operation in the words of the API
     * @param what what it does, for people
     * @param alreadySo whether it was so before, and nothing was called
     * @param took how long it took until it had its effect; zero while it has not, and when nothing was called
     */
    public record Operation(String table, String name, String what, boolean alreadySo, Duration took) {}

    /**
     * One backfill of items, with what all its runs did together.
     *
     * @param lostRaces how often somebody else came first
     * @param rounds how often the table was gone through
     * @param resumed whether an earlier run had begun it
     * @param took the duration in this run
     */
    public record Backfill(
            String table,
            long lookedAt,
            long changed,
            long passedOver,
            long lostRaces,
            int rounds,
            double readUnits,
            double writeUnits,
            boolean resumed,
            Duration took) {

        /** Items that were looked at, per second; 0 when it was resumed, as the time of the runs before is not known. */
        public double perSecond() {
            return resumed || took.isZero() ? 0 : lookedAt * 1000.0 / Math.max(1, took.toMillis());
        }
    }

    /** One verification. */
    public record Verification(String sql, boolean passed, Duration took) {}

    /** How the run as a whole ended: the worst outcome of its steps; empty while one runs. */
    public Optional<Outcome> outcome() {
        Outcome worst = Outcome.UNCHANGED;
        for (Step step : steps) {
            if (step.outcome() == null) {
                return Optional.empty();
            }
            if (step.outcome() == Outcome.FAILED || worst == Outcome.UNCHANGED) {
                worst = step.outcome();
            }
            if (worst == Outcome.FAILED) {
                break;
            }
        }
        return Optional.of(worst);
    }
}
