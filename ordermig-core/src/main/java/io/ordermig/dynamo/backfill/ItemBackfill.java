package io.ordermig.dynamo.backfill;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Changes the items of a table in place, while the service goes on using it. The table is scanned in parallel, and each
 * item that is to be changed gets one conditional write, so that whoever writes at the same time comes first, and no item
 * is changed twice.
 *
 * <p>After each page there is a checkpoint. A run that was killed, interrupted, or ended by its budget is continued by
 * the next call with the same name; it repeats at most the pages that were not finished, and repeating one changes
 * nothing that was changed. In the end the table is asked whether there are items left, and is gone through again while
 * somebody goes on making them, up to a limit.
 *
 * <p>The client should leave repeating throttled calls to this class, which slows down then: one whose own retries are
 * few. One instance serves several backfills, one after the other.
 */
public final class ItemBackfill {

    private final Context context;

    /** Backfills that share a client and a store of checkpoints. */
    public ItemBackfill(Context context) {
        this.context = context;
    }

    /**
     * What a backfill works with.
     *
     * @param checkpoints where it keeps how far it has come
     * @param events hear of progress, on the thread that calls
     */
    public record Context(
            DynamoDbClient client,
            CheckpointStore checkpoints,
            BackfillOptions options,
            Clock clock,
            Sleeper sleeper,
            RunEvents events) {}

    /**
     * Changes items by expressions, from the beginning or from where an earlier run stopped.
     *
     * @param name its own among all backfills, such as {@code 20240118100000/2}
     * @param migration the migration that it is part of, for events
     * @return what was done, when no item is left
     * @throws OrdermigException when it cannot go on. What it has changed stays, and the next call continues
     */
    public BackfillOutcome run(String name, MigrationRef migration, BackfillSpec spec) {
        return new BackfillRun(context, migration, new ExpressionChange(spec)).run(name);
    }

    /**
     * Changes items by a class, in the same way.
     *
     * @param name its own among all backfills
     * @param migration the migration that it is part of, for events
     * @return what was done, when no item is left
     * @throws OrdermigException when it cannot go on. What it has changed stays, and the next call continues
     */
    public BackfillOutcome run(String name, MigrationRef migration, TransformSpec spec) {
        return new BackfillRun(context, migration, new TransformChange(spec)).run(name);
    }

    /**
     * Counts what would be changed, and changes nothing.
     *
     * @param migration the migration that it is part of, for events
     */
    public BackfillEstimate estimate(MigrationRef migration, BackfillSpec spec) {
        return new BackfillRun(context, migration, new ExpressionChange(spec)).estimate();
    }

    /**
     * Counts what would be changed, and changes nothing. The class is asked about each item.
     *
     * @param migration the migration that it is part of, for events
     */
    public BackfillEstimate estimate(MigrationRef migration, TransformSpec spec) {
        return new BackfillRun(context, migration, new TransformChange(spec)).estimate();
    }
}
