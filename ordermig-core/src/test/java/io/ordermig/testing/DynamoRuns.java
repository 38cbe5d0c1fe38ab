package io.ordermig.testing;

import io.ordermig.DynamoCases;
import io.ordermig.Ordermig;
import io.ordermig.Run;
import io.ordermig.config.DynamoConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs goals of the front door on the tables of a test, the way a front end does. Each call is a run of its own. Files say
 * {@code ${t}orders} for the test's table {@code orders}.
 */
public final class DynamoRuns {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path reportFolder;
    private final TestTables tables;
    private RecordedEvents events = new RecordedEvents();
    private ClassLoader classes = DynamoRuns.class.getClassLoader();

    /** Runs over the files of a folder; the report goes into {@code target} beside it. */
    public DynamoRuns(TestTables tables, MigrationFolder folder) {
        this.tables = tables;
        this.reportFolder = folder.path().resolveSibling("target");
        with("dynamoEndpoint", tables.endpoint().toString());
        with("dynamoLedger", ledger());
        with("dynamoLocations", folder.location());
        with("dynamoPollInterval", "50ms");
        with("dynamoLockLease", "3s");
    }

    /** The name of the ledger's table. */
    public String ledger() {
        return tables.name("ledger");
    }

    /** Sets a parameter. */
    public DynamoRuns with(String parameter, String value) {
        settings.put(parameter, value);
        return this;
    }

    /** Sets the project's classes. */
    public DynamoRuns classes(ClassLoader loader) {
        this.classes = loader;
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

    /** The use cases, in a run of their own. */
    public DynamoCases dynamo() {
        events = new RecordedEvents();
        Settings read = Settings.of(settings)
                .putAll("placeholders", Map.of("t", tables.prefix()))
                .put("baseFolder", reportFolder.getParent().toString());
        RunConfig run = RunConfig.from(read, "test", "com.example:orders:1", reportFolder);
        DynamoConfig config = DynamoConfig.from(read, "test");
        read.check();
        return new Ordermig(
                        new Run("test", "com.example:orders:1", Clock.systemUTC()),
                        run,
                        Vocabulary.NEUTRAL,
                        List.of(events))
                .dynamo(config, classes);
    }
}
