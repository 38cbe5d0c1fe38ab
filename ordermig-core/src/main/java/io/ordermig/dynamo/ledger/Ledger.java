package io.ordermig.dynamo.ledger;

import io.ordermig.dynamo.backfill.CheckpointStore;
import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The history of DynamoDB migrations: one table, with a row for each migration, a baseline, a trail of what was done,
 * checkpoints of backfills, and the lock. {@code docs/dynamo-ledger.md} describes its items. Reading never creates the
 * table, and is strongly consistent; writing needs the lock. Thread-safe.
 */
public final class Ledger {

    private final LedgerTable table;
    private final LedgerSettings settings;
    private final Runner runner;
    private final Clock clock;
    private final Sleeper sleeper;
    private final LedgerCreation creation;

    /**
     * A ledger, which need not exist yet.
     *
     * @param client the way to DynamoDB; the caller closes it
     * @param runner who we are, for others to see
     * @param warnings hears what a person should know that does not stop the run
     */
    public Ledger(
            DynamoDbClient client,
            LedgerSettings settings,
            Runner runner,
            Clock clock,
            Sleeper sleeper,
            Consumer<String> warnings) {
        this.table = new LedgerTable(client, settings.table());
        this.settings = settings;
        this.runner = runner;
        this.clock = clock;
        this.sleeper = sleeper;
        this.creation = new LedgerCreation(table, settings, clock, sleeper, warnings);
    }

    /**
     * What the ledger says now; nothing when there is none.
     *
     * @throws OrdermigException when it cannot be read, or a newer version has written it
     */
    public LedgerContents read() {
        Optional<Baseline> baseline = Optional.empty();
        Optional<Holder> holder = Optional.empty();
        List<Map<String, AttributeValue>> ones = table.query(Items.LEDGER);
        if (ones.isEmpty()) {
            return LedgerContents.NONE;
        }
        table.requireKnown(
                ones.stream().filter(item -> isOne(item, Items.SCHEMA_ID)).findFirst());
        for (Map<String, AttributeValue> item : ones) {
            if (isOne(item, Items.BASELINE_ID)) {
                baseline = Optional.of(Items.baseline(item));
            } else if (isOne(item, Items.LOCK_ID)) {
                holder = Items.holder(item);
            }
        }
        return new LedgerContents(
                table.query(Items.MIGRATION).stream().map(Items::row).toList(), baseline, holder);
    }

    private static boolean isOne(Map<String, AttributeValue> item, String id) {
        return Items.text(item, Items.ID).equals(id);
    }

    /** All that was ever done, oldest first; nothing when there is no ledger. */
    public List<AuditEntry> audit() {
        return table.query(Items.AUDIT).stream().map(Items::audit).toList();
    }

    /**
     * Waits for the lock, and creates the table when there is none. There is one attempt at least, however small the
     * budget. A runner that was killed loses the lock to whoever waits for the length of its lease.
     *
     * @param budget how long to wait
     * @param listener hears who holds it meanwhile
     * @throws OrdermigException {@code dynamo/locked} when the budget is spent; or why DynamoDB could not be asked
     */
    public LedgerLock acquire(Duration budget, LockListener listener) {
        try {
            creation.require();
            return new LockWait(new LockItem(table), runner, settings.lease(), clock, System::nanoTime)
                    .until(budget, sleeper, table.name(), listener)
                    .beating();
        } catch (InterruptedException e) {
            throw Interruption.of("waiting for the lock on the ledger", e);
        }
    }

    /** What can be written while the lock is held. */
    public LedgerHistory history(LedgerLock lock) {
        return new LedgerHistory(table, new FencedWrites(table, lock, clock, sleeper), clock);
    }

    /** The checkpoints of backfills, which can be written for as long as the lock is held. */
    public CheckpointStore checkpoints(LedgerLock lock) {
        return new LedgerCheckpoints(table, lock);
    }
}
