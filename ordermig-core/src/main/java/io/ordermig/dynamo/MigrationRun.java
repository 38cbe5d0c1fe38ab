package io.ordermig.dynamo;

import io.ordermig.dynamo.backfill.CheckpointStore;
import io.ordermig.dynamo.file.DynamoInverse;
import io.ordermig.dynamo.file.DynamoOperation;
import io.ordermig.dynamo.file.DynamoScript;
import io.ordermig.dynamo.ledger.Ledger;
import io.ordermig.dynamo.ledger.LedgerHistory;
import io.ordermig.dynamo.ledger.LedgerLock;
import io.ordermig.dynamo.ledger.MigrationRow;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies and undoes migrations, one after the other, under the lock; the ledger knows of each operation. */
final class MigrationRun {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationRun.class);

    private final Workplace workplace;
    private final LedgerLock lock;
    private final LedgerHistory history;
    private final CheckpointStore checkpoints;
    private final String before;
    private final List<MigrationRef> done = new ArrayList<>();
    private boolean reversible = true;

    /**
     * A run.
     *
     * @param before the version that the tables have; empty when nothing was applied
     */
    MigrationRun(Workplace workplace, Ledger ledger, LedgerLock lock, String before) {
        this.before = before;
        this.workplace = workplace;
        this.lock = lock;
        this.history = ledger.history(lock);
        this.checkpoints = ledger.checkpoints(lock);
    }

    /** The migrations that were applied, or undone, so far. */
    List<MigrationRef> done() {
        return List.copyOf(done);
    }

    void apply(DynamoScript script) {
        MigrationRef migration = DynamoFiles.ref(script);
        MigrationRow row = history.begin(DynamoFiles.resolved(script));
        Work work = new Work(
                migration,
                script.origin(),
                script.operations(),
                script.java().map(java -> java::migrate),
                DynamoFiles.inverse(script),
                script.version().text() + "/");
        carryOut(work, row, history::failed, (ended, ref) -> {
            history.applied(ended.row());
            return new RunEvent.MigrationFinished(
                    workplace.events().now(), ref, ended.took(), ended.items(), ended.operations());
        });
    }

    void undo(DynamoScript script) {
        MigrationRef migration = DynamoFiles.ref(script);
        DynamoInverse inverse = script.inverse().orElseThrow();
        MigrationRow row = history.beginUndo(script.version());
        Work work = new Work(
                migration,
                inverse.origin(),
                inverse.operations(),
                inverse.java().map(java -> java::undo),
                Inverse.PRESENT,
                script.version().text() + "/undo/");
        carryOut(work, row, history::undoFailed, (ended, ref) -> {
            history.undone(ended.row());
            return new RunEvent.MigrationUndone(workplace.events().now(), ref, ended.took(), ended.items());
        });
    }

    /** What Java code does. */
    @FunctionalInterface
    private interface JavaWork {
        void run(DynamoContext context) throws Exception;
    }

    /** What there is to do for one migration, in one direction. */
    private record Work(
            MigrationRef migration,
            String origin,
            List<DynamoOperation> operations,
            Optional<JavaWork> java,
            Inverse inverse,
            String checkpointPrefix) {
        boolean isUndo() {
            return checkpointPrefix.endsWith("/undo/");
        }
    }

    /** What was done. */
    private record Ended(MigrationRow row, Duration took, long items, int operations) {}

    private void carryOut(
            Work work,
            MigrationRow begun,
            BiFunction<MigrationRow, Problem, MigrationRow> failed,
            BiFunction<Ended, MigrationRef, RunEvent> ended) {
        Instant start = workplace.events().now();
        workplace.events().publish(new RunEvent.MigrationStarted(start, work.migration(), work.inverse()));
        Progress progress = new Progress(begun);
        try {
            if (work.java().isPresent()) {
                java(work, work.java().get());
                progress.row = history.operationDone(progress.row);
            } else {
                operations(work, progress);
            }
            RunEvent event = ended.apply(
                    new Ended(
                            progress.row,
                            since(start),
                            progress.items,
                            Math.max(1, work.operations().size())),
                    work.migration());
            done.add(work.migration());
            reversible &= work.inverse() == Inverse.PRESENT;
            workplace.events().publish(event);
        } catch (OrdermigException e) {
            record(() -> failed.apply(progress.row, e.problem()), e);
            workplace
                    .events()
                    .publish(new RunEvent.MigrationFailed(workplace.events().now(), work.migration(), since(start)));
            throw OperationFailures.told(e, work.migration(), place(work, progress), done, ways(work));
        }
    }

    /** To go on, and to go back. */
    private List<Remedy> ways(Work work) {
        if (work.isUndo()) {
            String target = workplace.config().migrate().target();
            return List.of(new Remedy.RunGoal(
                    "dynamo-undo",
                    target.equals("latest") ? Map.of() : Map.of("dynamoTarget", target),
                    "to go on with the undo"));
        }
        Remedy on = Remedy.run("dynamo", "to go on behind the operations that are done");
        if (!reversible || work.inverse() != Inverse.PRESENT) {
            return List.of(on);
        }
        String target = before.isEmpty() ? "0" : before;
        return List.of(
                on,
                new Remedy.RunGoal(
                        "dynamo-undo", Map.of("dynamoTarget", target), "to take back what this run has done"));
    }

    /** How far a migration has come. */
    private static final class Progress {
        private MigrationRow row;
        private long items;

        Progress(MigrationRow row) {
            this.row = row;
        }
    }

    private void operations(Work work, Progress progress) {
        OperationRun run = new OperationRun(workplace, lock, checkpoints, work.migration());
        for (int index = progress.row.work().operationsDone();
                index < work.operations().size();
                index++) {
            progress.items += run.run(work.operations().get(index), work.checkpointPrefix() + (index + 1));
            progress.row = history.operationDone(progress.row);
        }
    }

    private void java(Work work, JavaWork java) {
        OperationRun run = new OperationRun(workplace, lock, checkpoints, work.migration());
        lock.requireHeld();
        try {
            java.run(new RunContext(workplace, run));
        } catch (OrdermigException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OperationFailures.ofJava(work.origin(), e);
        } catch (Exception | LinkageError e) {
            throw OperationFailures.ofJava(work.origin(), e);
        }
    }

    private static OperationFailures.Place place(Work work, Progress progress) {
        int index = progress.row.work().operationsDone();
        Optional<DynamoOperation> at =
                index < work.operations().size() ? Optional.of(work.operations().get(index)) : Optional.empty();
        return new OperationFailures.Place(
                work.origin(), at, index, work.operations().size());
    }

    private static void record(Supplier<MigrationRow> write, OrdermigException failure) {
        try {
            MigrationRow written = write.get();
            LOG.debug("Recorded as {}: {}", written.state(), written.title());
        } catch (OrdermigException e) {
            failure.addSuppressed(e);
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, workplace.events().now());
    }
}
