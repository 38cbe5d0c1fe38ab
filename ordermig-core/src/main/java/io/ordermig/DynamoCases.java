package io.ordermig;

import io.ordermig.config.DynamoConfig;
import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.dynamo.DynamoEngine.BaselineOutcome;
import io.ordermig.dynamo.DynamoEngine.MigrateOutcome;
import io.ordermig.dynamo.DynamoEngine.UndoOutcome;
import io.ordermig.dynamo.DynamoEngine.ValidateOutcome;
import io.ordermig.dynamo.DynamoPlan;
import io.ordermig.dynamo.file.DynamoCatalog;
import io.ordermig.dynamo.ledger.RepairOutcome;
import io.ordermig.event.Inventory;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import java.util.function.Function;

/**
 * The use cases on DynamoDB: a part of the front door, which {@link Ordermig#dynamo} opens. Every method throws
 * {@link OrdermigException} when it cannot go on. Not thread-safe.
 */
public final class DynamoCases {

    private final Ordermig door;
    private final DynamoConfig config;
    private final ClassLoader classes;

    DynamoCases(Ordermig door, DynamoConfig config, ClassLoader classes) {
        this.door = door;
        this.config = config;
        this.classes = classes;
    }

    /** Checks and applies all pending migrations. Tables are backed up before data in them is destroyed or changed. */
    public MigrateOutcome migrate() {
        return recorded(
                "dynamo", DynamoEngine::migrate, outcome -> !outcome.applied().isEmpty());
    }

    /** Undoes the last migration, or all above the target. */
    public UndoOutcome undo() {
        return recorded(
                "dynamo-undo", DynamoEngine::undo, outcome -> !outcome.undone().isEmpty());
    }

    /** What {@link #migrate} would do. Changes nothing, not even the report. */
    public DynamoPlan plan() {
        return looked(DynamoEngine::plan);
    }

    /** What {@link #undo} would do. Changes nothing, not even the report. */
    public DynamoPlan undoPlan() {
        return looked(DynamoEngine::undoPlan);
    }

    /** What is resolved, applied and pending. Changes nothing, not even the report. */
    public Inventory info() {
        return looked(DynamoEngine::info);
    }

    /** Whether the project has DynamoDB migrations. DynamoDB is not asked, and without any nothing of the AWS SDK is loaded. */
    public boolean hasMigrations() {
        return Ordermig.guarded(
                () -> !DynamoCatalog.scan(config.scripts(), classes).scripts().isEmpty());
    }

    /** Compares what was applied with the files, and asks tables and files for faults. */
    public ValidateOutcome validate() {
        return recorded("dynamo-validate", DynamoEngine::validate, outcome -> false);
    }

    /** Records the version of tables that were not managed before. */
    public BaselineOutcome baseline() {
        return recorded("dynamo-baseline", DynamoEngine::baseline, BaselineOutcome::recorded);
    }

    /** Makes the ledger agree with the files. */
    public RepairOutcome repair() {
        return recorded("dynamo-repair", DynamoEngine::repair, outcome -> !outcome.isEmpty());
    }

    private <T> T recorded(String goal, Function<DynamoEngine, T> work, Function<T, Boolean> changed) {
        return door.recorded(goal, events -> on(events, work), changed, !config.isLocal());
    }

    private <T> T looked(Function<DynamoEngine, T> work) {
        return Ordermig.guarded(() -> on(door.unrecorded(), work));
    }

    private <T> T on(RunEvents events, Function<DynamoEngine, T> work) {
        try (DynamoEngine engine = door.engine(config, classes, events)) {
            return work.apply(engine);
        }
    }
}
