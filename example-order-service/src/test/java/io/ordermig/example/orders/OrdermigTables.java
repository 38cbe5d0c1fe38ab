package io.ordermig.example.orders;

import io.ordermig.DynamoCases;
import io.ordermig.Ordermig;
import io.ordermig.Run;
import io.ordermig.config.DynamoConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.dynamo.DynamoEngine.MigrateOutcome;
import io.ordermig.dynamo.DynamoEngine.UndoOutcome;
import io.ordermig.event.Inventory;
import io.ordermig.event.MigrationRef;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.TestTables;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Applies the DynamoDB migrations of this project with ordermig, and undoes them. Each call is a run of its own. */
final class OrdermigTables {

    private static final String LEDGER = "ordermig_ledger";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            // of tables that nobody else uses
            "dynamoBackfillReads", "1000", "dynamoBackfillWrites", "1000"));
    private final String prefix;
    private final Clock clock;
    private final Sleeper sleeper;

    private OrdermigTables(String prefix, Clock clock, Sleeper sleeper) {
        this.prefix = prefix;
        this.clock = clock;
        this.sleeper = sleeper;
        settings.put("dynamoLedger", prefix + LEDGER);
    }

    /** On DynamoDB Local. */
    static OrdermigTables of(TestTables tables) {
        OrdermigTables local = new OrdermigTables(tables.prefix(), Clock.systemUTC(), Sleeper.SYSTEM);
        local.settings.put("dynamoEndpoint", tables.endpoint().toString());
        local.settings.put("dynamoPollInterval", "50ms");
        return local;
    }

    /** On the AWS that this JVM finds by itself. */
    static OrdermigTables onAws(String prefix, SimulatedClock clock) {
        return new OrdermigTables(prefix, clock, clock);
    }

    String ledger() {
        return prefix + LEDGER;
    }

    /** Applies all that are pending, and tells which. */
    List<String> migrate() {
        return migrateTo("latest");
    }

    /** Applies those that are pending up to the version, and tells which. */
    List<String> migrateTo(String version) {
        MigrateOutcome outcome = cases(version).migrate();
        return versions(outcome.applied());
    }

    /** Undoes the last one that is applied. */
    List<String> undo() {
        return versions(cases("latest").undo().undone());
    }

    /** Undoes all. */
    List<String> undoAll() {
        UndoOutcome outcome = cases("0").undo();
        return versions(outcome.undone());
    }

    /** The versions that are not applied yet, in order. */
    List<String> pending() {
        return rows(Inventory.Row::pending);
    }

    /** How many migrations agree with what was applied, and have an inverse or a reason. */
    int validate() {
        return cases("latest").validate().validated();
    }

    private List<String> rows(Predicate<Inventory.Row> which) {
        return cases("latest").info().rows().stream()
                .filter(which)
                .map(row -> row.migration().version())
                .toList();
    }

    private static List<String> versions(List<MigrationRef> migrations) {
        return migrations.stream().map(MigrationRef::version).toList();
    }

    private DynamoCases cases(String target) {
        Settings read =
                Settings.of(settings).put("dynamoTarget", target).putAll("placeholders", Map.of("prefix", prefix));
        RunConfig config = RunConfig.from(read, "test", "example-order-service", Path.of("target", "ordermig-tests"));
        DynamoConfig dynamo = DynamoConfig.from(read, "test");
        read.check();
        return new Ordermig(
                        new Run(config.environment(), config.project(), clock),
                        config,
                        Vocabulary.NEUTRAL,
                        List.of(),
                        clock,
                        sleeper)
                .dynamo(dynamo, getClass().getClassLoader());
    }
}
