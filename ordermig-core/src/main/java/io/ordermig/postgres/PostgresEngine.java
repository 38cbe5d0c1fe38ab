package io.ordermig.postgres;

import io.ordermig.config.PostgresConfig;
import io.ordermig.event.Inventory;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.time.Sleeper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
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

    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

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

    /** {@link #migrate(BeforeChange)} without preparation. */
    public MigrateOutcome migrate() {
        return migrate(BeforeChange.NOTHING);
    }

    /**
     * Checks all pending migrations, then applies them in order, each with its verifications.
     *
     * @param preparation called when something is pending and all checks have passed; meanwhile no session is open
     */
    public MigrateOutcome migrate(BeforeChange preparation) {
        try (FlywaySession open = openToWrite()) {
            Inventory before = inspectForMigrate(open);
            if (!before.pending().isEmpty()) {
                HistoryState state = open.state(before.current());
                open.closeIdle();
                preparation.prepare(state);
            }
            MigrateResult result;
            try {
                result = open.flyway().migrate();
            } catch (FlywayException | OrdermigException | LinkageError e) {
                reached(before.current(), open.observer().applied());
                throw FailedRun.problemsOf(e, open, config.connection());
            }
            result.warnings.forEach(events::warn);
            List<MigrationRef> applied = config.migrate().skipExecutingMigrations()
                    ? recorded(before)
                    : open.observer().applied();
            String after = reached(higher(before.current(), String.valueOf(result.initialSchemaVersion)), applied);
            return new MigrateOutcome(before.current(), after, applied);
        }
    }

    private String reached(String before, List<MigrationRef> applied) {
        String version = applied.stream().map(MigrationRef::version).reduce(before, PostgresEngine::higher);
        events.publish(new RunEvent.VersionReached(events.now(), STORE, version));
        return version;
    }

    /** Nobody hears of migrations that are recorded and not executed, so they are told here. */
    private List<MigrationRef> recorded(Inventory before) {
        if (!before.pending().isEmpty()) {
            events.warn("Recorded without being executed: "
                    + before.pending().stream().map(MigrationRef::title).collect(Collectors.joining(", ")) + ".");
        }
        return before.pending();
    }

    /** The higher of two versions; what is no version is lower than any. */
    static String higher(String one, String other) {
        if (!VERSION.matcher(other).matches()) {
            return one;
        }
        return !one.isEmpty() && MigrationVersion.fromVersion(one).isAtLeast(other) ? one : other;
    }

    private Inventory inspectForMigrate(FlywaySession open) {
        refuseMissingSchemas(open);
        MigrationInfoService info = guarded(open, () -> open.flyway().info());
        Inventory inventory = open.refs().inventory(info, open.schema());
        events.publish(new RunEvent.PlanMade(events.now(), STORE, inventory.current(), inventory.pending()));
        List<Problem> problems = open.checks().of(Arrays.asList(info.pending()));
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        warnOfMissingLocations(open);
        return inventory;
    }

    /** Without its schema Flyway tries ten times, a second apart, to create the history. */
    private void refuseMissingSchemas(FlywaySession open) {
        if (config.history().createSchemas()) {
            return;
        }
        List<String> missing = open.missing(config.history().all());
        if (!missing.isEmpty()) {
            throw new OrdermigException(Problem.of(
                            PostgresProblem.SCHEMA_MISSING,
                            "A schema does not exist, and is not to be created: " + String.join(", ", missing))
                    .where(config.connection().address())
                    .fix("Create it with CREATE SCHEMA, or correct its name in schemas or defaultSchema.")
                    .fix(Remedy.set("createSchemas", "true", "to have it created"))
                    .build());
        }
    }

    private void warnOfMissingLocations(FlywaySession open) {
        if (!open.catalog().missingLocations().isEmpty()) {
            events.warn("No such location: " + String.join(", ", open.catalog().missingLocations())
                    + ". If it is a folder of the project, build the project first.");
        }
    }

    /** What the database says of itself, whatever the files say. Changes nothing. */
    public HistoryState state() {
        try (SessionDataSource sessions = new SessionDataSource(
                        config.connection(), config.limits(), session, new SessionWatch(), events);
                Connection connection = sessions.getConnection()) {
            String schema = config.history().schema().orElse(String.valueOf(connection.getSchema()));
            String version =
                    HistoryQuery.versions(connection, config, schema).stream().reduce("", PostgresEngine::higher);
            return new HistoryState(
                    String.valueOf(connection.getCatalog()),
                    version,
                    HistoryQuery.sinceLastChange(connection, config, schema));
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    /** What is resolved, applied and pending. Changes nothing. */
    public Inventory info() {
        try (FlywaySession open = open()) {
            MigrationInfoService info = guarded(open, () -> open.flyway().info());
            warnOfMissingLocations(open);
            return open.refs().inventory(info, open.schema());
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
            MigrationInfoService info = guarded(open, () -> open.flyway().info());
            List<Problem> problems = new ArrayList<>(new Mismatches(info).of(result));
            if (result.errorDetails != null && problems.isEmpty()) {
                throw new MigrationFailures(config.connection(), open.refs())
                        .general(
                                new FlywayException(result.errorDetails.errorMessage, result.errorDetails.errorCode),
                                List.of());
            }
            if (problems.isEmpty()) {
                // Flyway's default pattern hides a failed row whose file is gone.
                problems.addAll(failedRows(info, open.refs()));
            }
            problems.addAll(open.checks().of(Arrays.asList(info.pending())));
            problems.addAll(
                    open.checks().withoutWayBack(info.all(), config.migrate().undoRequiredAbove()));
            if (!problems.isEmpty()) {
                throw new OrdermigException(problems);
            }
            warnOfMissingLocations(open);
            return new ValidateOutcome(info.all().length);
        }
    }

    private static List<Problem> failedRows(MigrationInfoService info, MigrationRefs refs) {
        return Arrays.stream(info.all())
                .filter(one -> one.getState().isFailed())
                .map(one -> Mismatches.failedRow(refs.of(one).title(), String.valueOf(one.getScript())))
                .toList();
    }

    /** Records the version that a database has which was not managed before. Does nothing when it is recorded already. */
    public BaselineOutcome baseline() {
        try (FlywaySession open = openToWrite()) {
            refuseMissingSchemas(open);
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
                                "The history already has " + applied.length + (applied.length == 1 ? " row" : " rows")
                                        + "; a baseline can only be its first.")
                        .where(config.connection().address())
                        .detail("The current version is "
                                + open.refs()
                                        .inventory(open.flyway().info(), open.schema())
                                        .current() + ".")
                        .fix(Remedy.run("info", "to see what is recorded"))
                        .build());
            }
            guarded(open, () -> open.flyway().baseline());
            return new BaselineOutcome(version, true);
        }
    }

    /** Takes failed rows out of the history, and aligns checksums and descriptions with the files. */
    public RepairOutcome repair() {
        try (FlywaySession open = openToWrite()) {
            RepairResult result = guarded(open, () -> open.flyway().repair());
            List<String> actions = new ArrayList<>();
            result.migrationsRemoved.forEach(m ->
                    actions.add("took the failed row of " + title(m.version, m.description) + " out of the history"));
            result.migrationsDeleted.forEach(
                    m -> actions.add("marked " + title(m.version, m.description) + " as deleted, its file is gone"));
            result.migrationsAligned.forEach(m -> actions.add(
                    "aligned checksum, description and type of " + title(m.version, m.description) + " with its file"));
            return new RepairOutcome(actions);
        }
    }

    /**
     * Drops everything in the managed schemas.
     *
     * @param confirmation must be the name of the database, as a sign that this one is meant
     */
    public CleanOutcome clean(String confirmation) {
        try (FlywaySession open = openToWrite()) {
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

    private FlywaySession openToWrite() {
        FlywaySession open = open();
        try {
            open.requireWritable();
            return open;
        } catch (OrdermigException e) {
            open.close();
            throw e;
        }
    }

    private static String title(String version, String description) {
        return (version == null || version.isEmpty() ? "repeatable" : version) + " " + description;
    }

    private <T> T guarded(FlywaySession open, Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw FailedRun.problemsOf(e, open, config.connection());
        }
    }
}
