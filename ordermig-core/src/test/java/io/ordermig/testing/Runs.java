package io.ordermig.testing;

import io.ordermig.Ordermig;
import io.ordermig.Run;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.Inventory;
import io.ordermig.postgres.PostgresEngine;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs goals of the front door on a test database, the way a front end does. Each call is a run of its own. */
public final class Runs {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final Path reportFolder;
    private RecordedEvents events = new RecordedEvents();
    private Sleeper sleeper = Sleeper.SYSTEM;
    private ClassLoader classes = Runs.class.getClassLoader();

    /** Runs over the files of a folder, without restore points; the report goes into {@code target} below it. */
    public Runs(TestDatabase database, MigrationFolder folder) {
        this.reportFolder = folder.path().resolve("target");
        with("url", database.url());
        with("user", database.user());
        with("password", database.password());
        with("locations", folder.location());
        // Restore points have tests of their own, which take this back.
        with("snapshotSkip", "true");
    }

    /** Sets a parameter. */
    public Runs with(String parameter, String value) {
        settings.put(parameter, value);
        return this;
    }

    /** Sets a placeholder. */
    public Runs placeholder(String name, String value) {
        placeholders.put(name, value);
        return this;
    }

    /** Sets the project's classes. */
    public Runs classes(ClassLoader loader) {
        this.classes = loader;
        return this;
    }

    /** Sets who waits. */
    public Runs sleeper(Sleeper other) {
        this.sleeper = other;
        return this;
    }

    /** Where the report is written. */
    public Path reportFolder() {
        return reportFolder;
    }

    /** The events of the last run. */
    public RecordedEvents events() {
        return events;
    }

    /** A new run. */
    public Ordermig ordermig() {
        events = new RecordedEvents();
        Clock clock = Clock.systemUTC();
        Settings read = Settings.of(settings);
        RunConfig config = RunConfig.from(read, "test", "io.example:orders:1", reportFolder);
        return new Ordermig(
                new Run("test", "io.example:orders:1", clock),
                config,
                Vocabulary.NEUTRAL,
                List.of(events),
                clock,
                sleeper);
    }

    /** The configuration, checked. */
    public PostgresConfig config() {
        Settings read = Settings.of(settings).putAll("placeholders", placeholders);
        PostgresConfig config = PostgresConfig.from(read);
        read.check();
        return config;
    }

    /** How restore points are taken, checked. */
    public SnapshotConfig snapshots() {
        Settings read = Settings.of(settings);
        SnapshotConfig config = SnapshotConfig.from(read);
        read.check();
        return config;
    }

    /** {@code migrate}. */
    public PostgresEngine.MigrateOutcome migrate() {
        return ordermig().migrate(config(), snapshots(), classes);
    }

    /** {@code info}. */
    public Inventory info() {
        return ordermig().info(config(), classes);
    }

    /** {@code validate}. */
    public PostgresEngine.ValidateOutcome validate() {
        return ordermig().validate(config(), classes);
    }

    /** {@code baseline}. */
    public PostgresEngine.BaselineOutcome baseline() {
        return ordermig().baseline(config(), classes);
    }

    /** {@code repair}. */
    public PostgresEngine.RepairOutcome repair() {
        return ordermig().repair(config(), classes);
    }

    /** {@code clean}. */
    public PostgresEngine.CleanOutcome clean(String confirmation) {
        return ordermig().clean(config(), classes, confirmation);
    }

    /** What a run throws; fails when it throws nothing. */
    public static OrdermigException failureOf(Runnable run) {
        try {
            run.run();
        } catch (OrdermigException e) {
            return e;
        }
        throw new AssertionError("the run was expected to fail");
    }
}
