package io.ordermig.dynamo;

import io.ordermig.dynamo.backfill.BackfillOutcome;
import io.ordermig.dynamo.backfill.CheckpointStore;
import io.ordermig.dynamo.change.BeforeDestruction;
import io.ordermig.dynamo.change.CallHooks;
import io.ordermig.dynamo.change.ChangeOutcome;
import io.ordermig.dynamo.change.ChangeRunner;
import io.ordermig.dynamo.change.PlannedCall;
import io.ordermig.dynamo.change.TableBackup;
import io.ordermig.dynamo.change.WantedChange;
import io.ordermig.dynamo.file.DynamoOperation;
import io.ordermig.dynamo.ledger.LedgerLock;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Carries out the operations of one migration, under the lock. A table is backed up before the first of its data goes. */
final class OperationRun {

    private final Workplace workplace;
    private final LedgerLock lock;
    private final CheckpointStore checkpoints;
    private final ChangeRunner changes;
    private final MigrationRef migration;
    private final Set<String> backedUp = new HashSet<>();

    OperationRun(Workplace workplace, LedgerLock lock, CheckpointStore checkpoints, MigrationRef migration) {
        this.workplace = workplace;
        this.lock = lock;
        this.checkpoints = checkpoints;
        this.migration = migration;
        BeforeDestruction destruction = call -> backUp(call.table());
        this.changes = new ChangeRunner(workplace.client(), workplace.changes(), new UnderLock(lock), destruction);
    }

    /** No call without the lock. */
    private record UnderLock(LedgerLock lock) implements CallHooks {
        @Override
        public void before(PlannedCall call) {
            lock.requireHeld();
        }
    }

    /**
     * Carries out an operation, or what is left of it.
     *
     * @param name under which a backfill keeps its checkpoints
     * @return how many items it has written
     */
    long run(DynamoOperation operation, String name) {
        lock.requireHeld();
        if (operation instanceof DynamoOperation.Backfill backfill) {
            backUpBeforeBackfill(backfill.spec().table(), name);
            return workplace
                    .backfill(checkpoints)
                    .run(name, migration, backfill.spec())
                    .counts()
                    .changed();
        }
        if (operation instanceof DynamoOperation.Transform transform) {
            backUpBeforeBackfill(transform.spec().table(), name);
            BackfillOutcome outcome = workplace.backfill(checkpoints).run(name, migration, transform.spec());
            return outcome.counts().changed();
        }
        return change(((DynamoOperation.Call) operation).request());
    }

    /** Makes a change. */
    long change(DynamoDbRequest request) {
        ChangeOutcome outcome = changes.run(new WantedChange(request));
        return outcome.calls().stream().mapToLong(OperationRun::items).sum();
    }

    private static long items(PlannedCall call) {
        if (call.request() instanceof BatchWriteItemRequest batch) {
            return batch.requestItems().values().stream().mapToLong(List::size).sum();
        }
        return call.operation().equals("PutItem") ? 1 : 0;
    }

    /** A backfill that an earlier run has begun was backed up by that one, while the table was whole. */
    private void backUpBeforeBackfill(String table, String name) {
        if (checkpoints.all(name).isEmpty()) {
            backUp(table);
        }
    }

    private void backUp(String table) {
        if (!backedUp.add(table)) {
            return;
        }
        if (workplace.config().migrate().backup()) {
            new TableBackup(workplace.client(), workplace.changes()).take(table);
            lock.requireHeld();
        } else {
            workplace
                    .events()
                    .publish(new RunEvent.RestorePointSkipped(workplace.events().now(), "dynamoBackup is false"));
        }
    }
}
