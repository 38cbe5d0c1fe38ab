package io.ordermig.dynamo;

import io.ordermig.aws.Aws;
import io.ordermig.config.DynamoConfig;
import io.ordermig.dynamo.Inspection.Look;
import io.ordermig.dynamo.file.DynamoScript;
import io.ordermig.dynamo.ledger.Baseline;
import io.ordermig.dynamo.ledger.Ledger;
import io.ordermig.dynamo.ledger.LedgerInventory;
import io.ordermig.dynamo.ledger.LedgerLock;
import io.ordermig.dynamo.ledger.LedgerSettings;
import io.ordermig.dynamo.ledger.RepairOutcome;
import io.ordermig.dynamo.ledger.Runner;
import io.ordermig.dynamo.ledger.Version;
import io.ordermig.event.Inventory;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Works on the tables of one DynamoDB. Every method throws {@link OrdermigException} when it cannot go on, with what has
 * changed by then. What only reads needs no lock, and creates no ledger. Not thread-safe. Close it to let go of
 * connections.
 */
public final class DynamoEngine implements AutoCloseable {

    /** The name of this store in events and reports. */
    public static final String STORE = "dynamodb";

    private final DynamoConfig config;
    private final Context context;
    private final Workplace workplace;
    private final Ledger ledger;
    private final Inspection inspection;

    private DynamoEngine(DynamoConfig config, Context context, DynamoDbClient client) {
        this.config = config;
        this.context = context;
        this.workplace = new Workplace(client, config, context.clock(), context.sleeper(), context.events());
        this.ledger = new Ledger(
                client,
                new LedgerSettings(config.ledger().table(), config.ledger().lease(), Map.of()),
                Runner.here(context.run()),
                context.clock(),
                context.sleeper(),
                context.events()::warn);
        this.inspection = new Inspection(workplace, ledger, context.classes());
    }

    /**
     * What an engine works in.
     *
     * @param run the id of the run
     * @param classes the project's classes, whose parent loads this class; class path locations are looked for there
     */
    public record Context(String run, ClassLoader classes, Clock clock, Sleeper sleeper, RunEvents events) {}

    /**
     * Opens an engine. Nothing is called yet.
     *
     * @param aws the way to AWS; not asked when the configuration names a DynamoDB on this machine
     */
    public static DynamoEngine open(DynamoConfig config, Supplier<Aws> aws, Context context) {
        if (config.isLocal()) {
            return new DynamoEngine(config, context, Aws.localClient(DynamoDbClient.builder(), config.endpoint()));
        }
        var builder = DynamoDbClient.builder();
        if (!config.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(config.endpoint()));
        }
        return new DynamoEngine(config, context, aws.get().client(builder));
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

    /**
     * What {@link #undo} did.
     *
     * @param before the version it found
     * @param after the version it left; empty when nothing is applied any more
     * @param undone what it undid, in order
     */
    public record UndoOutcome(String before, String after, List<MigrationRef> undone) {
        public UndoOutcome {
            undone = List.copyOf(undone);
        }
    }

    /** What {@link #validate} looked at. */
    public record ValidateOutcome(int validated) {}

    /** What {@link #baseline} recorded. */
    public record BaselineOutcome(String version, boolean recorded) {}

    /** Checks all pending migrations against ledger and tables, then applies them in order. */
    public MigrateOutcome migrate() {
        DynamoFiles files = inspection.files();
        Look look = inspection.look(files);
        List<DynamoScript> pending = inspection.pending(look);
        if (pending.isEmpty() && !look.inventory().isRunning()) {
            return new MigrateOutcome(look.current(), look.current(), List.of());
        }
        try (LedgerLock lock = lock()) {
            Look now = inspection.look(files);
            if (!now.saysTheSameAs(look) || look.inventory().isRunning()) {
                pending = inspection.pending(now);
            }
            List<MigrationRef> applied = carryOut(lock, now.current(), pending, MigrationRun::apply);
            return new MigrateOutcome(now.current(), reached(), applied);
        }
    }

    private List<MigrationRef> carryOut(
            LedgerLock lock,
            String before,
            List<DynamoScript> scripts,
            BiConsumer<MigrationRun, DynamoScript> direction) {
        MigrationRun run = new MigrationRun(workplace, ledger, lock, before);
        try {
            scripts.forEach(script -> direction.accept(run, script));
        } catch (RuntimeException e) {
            tryReached();
            throw e;
        }
        return run.done();
    }

    /** The version that the tables have now, told. */
    private String reached() {
        String version = LedgerInventory.of(ledger.read(), List.of())
                .currentVersion()
                .map(Version::text)
                .orElse("");
        context.events().publish(new RunEvent.VersionReached(context.events().now(), STORE, version));
        return version;
    }

    /** After a failure the ledger may not answer any more. */
    private void tryReached() {
        try {
            reached();
        } catch (OrdermigException e) {
            context.events()
                    .warn("The version that was reached is not known: "
                            + e.problem().inShort());
        }
    }

    /** What {@link #migrate} would do. Changes nothing; counting items for backfills consumes read capacity. */
    public DynamoPlan plan() {
        Look look = inspection.look(inspection.files());
        return forecast(look, inspection.selected(look), false);
    }

    /** What {@link #undo} would do. Changes nothing; counting items for backfills consumes read capacity. */
    public DynamoPlan undoPlan() {
        Look look = inspection.look(inspection.files());
        return forecast(look, inspection.selectedForUndo(look), true);
    }

    private DynamoPlan forecast(Look look, List<DynamoScript> scripts, boolean undo) {
        return new Forecast(workplace, look.contents())
                .plan(look.current(), scripts, undo, config.backfill().countFirst());
    }

    /** Undoes the last migration, or all above the target, the last one first, each by its inverse. */
    public UndoOutcome undo() {
        DynamoFiles files = inspection.files();
        Look look = inspection.look(files);
        List<DynamoScript> undoable = inspection.undoable(look);
        if (undoable.isEmpty()) {
            return new UndoOutcome(look.current(), look.current(), List.of());
        }
        try (LedgerLock lock = lock()) {
            Look now = inspection.look(files);
            if (!now.saysTheSameAs(look)) {
                undoable = inspection.undoable(now);
            }
            List<MigrationRef> undone = carryOut(lock, now.current(), undoable, MigrationRun::undo);
            return new UndoOutcome(now.current(), reached(), undone);
        }
    }

    /** What is resolved, applied and pending. Changes nothing. */
    public Inventory info() {
        Look look = inspection.look(inspection.files());
        look.contents()
                .holder()
                .filter(holder -> look.inventory().isRunning())
                .ifPresent(holder ->
                        context.events().warn("At work, or killed within the last seconds: " + holder.title() + "."));
        return look.files()
                .inventory(
                        config.ledger().table(),
                        look.inventory(),
                        config.migrate().outOfOrder());
    }

    /**
     * Compares what was applied with the files, asks pending ones whether the tables can take them, and all whether they
     * can be taken back. Changes nothing.
     *
     * @throws OrdermigException with everything that is wrong
     */
    public ValidateOutcome validate() {
        Look look = inspection.look(inspection.files());
        List<Problem> problems = new ArrayList<>(look.inventory().problems());
        problems.addAll(look.files()
                .withoutWayBack(
                        config.migrate().undoRequiredAbove(),
                        look.contents().baseline().map(Baseline::version)));
        List<DynamoScript> pending = look.inventory().pending(false).stream()
                .map(look.files()::script)
                .toList();
        problems.addAll(new Forecast(workplace, look.contents()).problems(pending, false));
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        return new ValidateOutcome(look.inventory().rows().size());
    }

    /** Records the version of tables that were not managed before. Does nothing when it is recorded already. */
    public BaselineOutcome baseline() {
        Version version = Version.of(config.migrate().baselineVersion());
        Look look = inspection.look(inspection.files());
        if (look.contents()
                .baseline()
                .filter(known -> known.version().equals(version))
                .isPresent()) {
            return new BaselineOutcome(version.text(), false);
        }
        try (LedgerLock lock = lock()) {
            boolean recorded =
                    ledger.history(lock).baseline(version, config.migrate().baselineDescription());
            return new BaselineOutcome(version.text(), recorded);
        }
    }

    /** Makes the ledger agree with the files. Touches no other table. */
    public RepairOutcome repair() {
        DynamoFiles files = inspection.files();
        if (inspection.look(files).contents().rows().isEmpty()) {
            return new RepairOutcome(List.of(), List.of(), List.of(), List.of());
        }
        try (LedgerLock lock = lock()) {
            return ledger.history(lock).repair(files.resolved());
        }
    }

    private LedgerLock lock() {
        AtomicReference<Instant> waiting = new AtomicReference<>();
        LedgerLock lock = ledger.acquire(config.ledger().lockTimeout(), (holder, waited, budget) -> {
            waiting.compareAndSet(null, context.events().now());
            context.events()
                    .publish(new RunEvent.LockAwaited(context.events().now(), STORE, holder.title(), waited, budget));
        });
        Optional.ofNullable(waiting.get())
                .ifPresent(since -> context.events()
                        .publish(new RunEvent.LockTaken(
                                context.events().now(),
                                STORE,
                                Duration.between(since, context.events().now()))));
        return lock;
    }

    @Override
    public void close() {
        workplace.client().close();
    }
}
