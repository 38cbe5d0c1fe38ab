package io.ordermig.postgres;

import io.ordermig.config.PostgresConfig;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.time.Sleeper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.output.ValidateResult;

/**
 * Works on one PostgreSQL database. Each method opens its sessions, does one thing and closes them. Every method throws
 * {@link OrdermigException} when it cannot go on, with what has changed by then.
 */
public final class PostgresEngine {

    /** The name of this store in events and reports. */
    public static final String STORE = "postgresql";

    private final PostgresConfig config;
    private final SessionDataSource.Session session;
    private final RunEvents events;

    /**
     * An engine for one run.
     *
     * @param classes the project's classes, whose parent loads this class; class path locations are looked for there
     * @param run the id of the run; the sessions bear it in their application name
     */
    public PostgresEngine(PostgresConfig config, ClassLoader classes, String run, Sleeper sleeper, RunEvents events) {
        this.config = config;
        this.session = new SessionDataSource.Session(run, classes, sleeper);
        this.events = events;
    }

    /**
     * What {@link #migrate} did.
     *
     * @param before the version it found; empty when nothing had been applied
     * @param after the version it left
     * @param applied what it applied, in order
     */
    public record MigrateOutcome(String before, String after, List<MigrationRef> applied) {
        public MigrateOutcome {
            applied = List.copyOf(applied);
        }
    }

    /** What {@link #validate} looked at. */
    public record ValidateOutcome(int validated) {}

    /** What {@link #baseline} recorded. */
    public record BaselineOutcome(String version, boolean recorded) {}

    /** What {@link #repair} did, one sentence each; empty when there was nothing to repair. */
    public record RepairOutcome(List<String> actions) {
        public RepairOutcome {
            actions = List.copyOf(actions);
        }
    }

    /** The schemas that {@link #clean} emptied. */
    public record CleanOutcome(List<String> schemas) {
        public CleanOutcome {
            schemas = List.copyOf(schemas);
        }
    }

    /** Checks all pending migrations, then applies them in order, each with its verifications. */
    public MigrateOutcome migrate() {
        try (FlywaySession open = open()) {
            Inventory before = inspectForMigrate(open);
            try {
                MigrateResult result = open.flyway().migrate();
                result.warnings.forEach(events::warn);
            } catch (FlywayException | OrdermigException e) {
                throw failed(e, open);
            }
            List<MigrationRef> applied = open.observer().applied();
            String after = applied.stream()
                    .map(MigrationRef::version)
                    .filter(version -> !version.isEmpty())
                    .reduce(before.current(), (first, second) -> second);
            return new MigrateOutcome(before.current(), after, applied);
        }
    }

    private Inventory inspectForMigrate(FlywaySession open) {
        MigrationInfoService info = guarded(open, () -> open.flyway().info());
        Inventory inventory = inventory(info, open.refs());
        events.publish(new RunEvent.PlanMade(events.now(), STORE, inventory.current(), inventory.pending()));
        List<Problem> problems = new ScriptChecks(open.refs()).of(Arrays.asList(info.pending()));
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        warnOfMissingLocations(open);
        return inventory;
    }

    private void warnOfMissingLocations(FlywaySession open) {
        if (!open.catalog().missingLocations().isEmpty()) {
            events.warn("No such location: " + String.join(", ", open.catalog().missingLocations())
                    + ". If it is a folder of the project, build the project first.");
        }
    }

    /** What is resolved, applied and pending. Changes nothing. */
    public Inventory info() {
        try (FlywaySession open = open()) {
            MigrationInfoService info = guarded(open, () -> open.flyway().info());
            warnOfMissingLocations(open);
            return inventory(info, open.refs());
        }
    }

    /**
     * Compares what was applied with the files, and asks each file whether it can be applied and taken back. Changes
     * nothing.
     *
     * @throws OrdermigException with all differences and all faults of the files
     */
    public ValidateOutcome validate() {
        try (FlywaySession open = open()) {
            ValidateResult result = guarded(open, () -> open.flyway().validateWithResult());
            List<Problem> problems = new ArrayList<>(Mismatches.of(result));
            if (result.errorDetails != null && problems.isEmpty()) {
                throw new MigrationFailures(config.connection(), open.refs())
                        .general(
                                new FlywayException(result.errorDetails.errorMessage, result.errorDetails.errorCode),
                                List.of());
            }
            MigrationInfoService info = guarded(open, () -> open.flyway().info());
            ScriptChecks checks = new ScriptChecks(open.refs());
            problems.addAll(checks.of(Arrays.asList(info.pending())));
            problems.addAll(checks.withoutWayBack(info.all(), config.migrate().undoRequiredAbove()));
            if (!problems.isEmpty()) {
                throw new OrdermigException(problems);
            }
            warnOfMissingLocations(open);
            return new ValidateOutcome(info.all().length);
        }
    }

    /** Records the version that a database has which was not managed before. Does nothing when it is recorded already. */
    public BaselineOutcome baseline() {
        try (FlywaySession open = open()) {
            MigrationInfo[] applied = guarded(open, () -> open.flyway().info()).applied();
            String version = config.migrate().baseline().version();
            for (MigrationInfo info : applied) {
                if (String.valueOf(info.getType()).equals("BASELINE")
                        && info.getVersion() != null
                        && info.getVersion().equals(MigrationVersion.fromVersion(version))) {
                    return new BaselineOutcome(version, false);
                }
            }
            if (applied.length > 0) {
                throw new OrdermigException(Problem.of(
                                PostgresProblem.BASELINE_REFUSED,
                                "The history already has " + applied.length + " rows; a baseline can only be its first.")
                        .where(config.connection().address())
                        .detail("The current version is "
                                + inventory(open.flyway().info(), open.refs()).current() + ".")
                        .fix(Remedy.run("info", "to see what is recorded"))
                        .build());
            }
            guarded(open, () -> open.flyway().baseline());
            return new BaselineOutcome(version, true);
        }
    }

    /** Takes failed rows out of the history, and aligns checksums and descriptions with the files. */
    public RepairOutcome repair() {
        try (FlywaySession open = open()) {
            RepairResult result = guarded(open, () -> open.flyway().repair());
            List<String> actions = new ArrayList<>();
            result.migrationsRemoved.forEach(m -> actions.add("took the failed row of " + title(m.version, m.description) + " out of the history"));
            result.migrationsDeleted.forEach(m -> actions.add("marked " + title(m.version, m.description) + " as deleted, its file is gone"));
            result.migrationsAligned.forEach(m -> actions.add("aligned checksum, description and type of " + title(m.version, m.description) + " with its file"));
            return new RepairOutcome(actions);
        }
    }

    /**
     * Drops everything in the managed schemas.
     *
     * @param confirmation must be the name of the database, as a sign that this one is meant
     */
    public CleanOutcome clean(String confirmation) {
        try (FlywaySession open = open()) {
            if (!open.database().equals(confirmation)) {
                throw new OrdermigException(Problem.of(
                                PostgresProblem.CLEAN_REFUSED,
                                "clean drops every object in the managed schemas, and this was not confirmed.")
                        .where(config.connection().address())
                        .fix(Remedy.set("confirm", open.database(), "to drop everything in the database of that name"))
                        .build());
            }
            return new CleanOutcome(guarded(open, () -> open.flyway().clean()).schemasCleaned);
        }
    }

    private FlywaySession open() {
        return FlywaySession.open(config, session, events);
    }

    private static String title(String version, String description) {
        return (version == null || version.isEmpty() ? "repeatable" : version) + " " + description;
    }

    private <T> T guarded(FlywaySession open, Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw failed(e, open);
        }
    }

    private OrdermigException failed(RuntimeException thrown, FlywaySession open) {
        MigrationFailures failures = new MigrationFailures(config.connection(), open.refs());
        Optional<MigrationObserver.Stop> stop = open.observer().stopped();
        List<MigrationRef> applied = open.observer().applied();
        if (stop.isPresent()) {
            List<String> left = stop.get().migration().transactional()
                    ? List.of()
                    : InvalidIndexes.sentences(open.dataSource());
            return failures.of(thrown, stop.get(), applied, left);
        }
        List<Problem> mismatches = thrown instanceof FlywayValidateException
                ? Mismatches.of(open.flyway().validateWithResult())
                : List.of();
        return mismatches.isEmpty() ? failures.general(thrown, applied) : new OrdermigException(mismatches);
    }

    private static Inventory inventory(MigrationInfoService info, MigrationRefs refs) {
        MigrationInfo current = info.current();
        List<MigrationInfo> pending = Arrays.asList(info.pending());
        List<Inventory.Row> rows = new ArrayList<>();
        for (MigrationInfo one : info.all()) {
            Date installed = one.getInstalledOn();
            rows.add(new Inventory.Row(
                    refs.of(one),
                    one.getState().getDisplayName(),
                    pending.contains(one),
                    refs.inverse(one),
                    installed == null ? null : installed.toInstant()));
        }
        String version = current == null || current.getVersion() == null
                ? ""
                : current.getVersion().getVersion();
        return new Inventory(String.valueOf(info.getInfoResult().schemaName), version, rows);
    }
}
