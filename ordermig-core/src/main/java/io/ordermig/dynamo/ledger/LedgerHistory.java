package io.ordermig.dynamo.ledger;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Writes what becomes of migrations, under the lock. Each write goes from one revision of a row to the next, in one
 * transaction with the check of the lock and with the entry of the trail: nothing is overwritten that was not read, and
 * nothing is written that the lock does not cover.
 */
public final class LedgerHistory {

    private static final int LONGEST_ERROR = 1_000;

    private final LedgerTable table;
    private final FencedWrites writes;
    private final AuditTrail trail;
    private final Clock clock;

    LedgerHistory(LedgerTable table, FencedWrites writes, Clock clock) {
        this.table = table;
        this.writes = writes;
        this.trail = new AuditTrail(writes, clock);
        this.clock = clock;
    }

    /**
     * Begins to apply a migration, or goes on with one that failed or whose run was killed.
     *
     * @return its row; {@link MigrationRow.Work#operationsDone} says where to go on. The operation after those may have
     *     had its effect, too
     * @throws OrdermigException when its file was changed after a part of it had been applied, or it is applied already
     */
    public MigrationRow begin(ResolvedMigration migration) {
        Optional<MigrationRow> before = row(migration.version());
        int done = 0;
        if (before.isPresent()) {
            RowState state = before.get().state();
            if (state == RowState.STARTED || state == RowState.FAILED) {
                done = before.get().work().operationsDone();
                requireSame(before.get(), migration, done);
            } else if (state != RowState.UNDONE) {
                throw unexpected(before.get(), "begun");
            }
        }
        return write(new MigrationRow(migration, RowState.STARTED, work(done), revision(before) + 1));
    }

    private static void requireSame(MigrationRow row, ResolvedMigration migration, int done) {
        if (done > 0 && !row.migration().checksum().equals(migration.checksum())) {
            throw new OrdermigException(LedgerFindings.changedMidway(row, migration));
        }
    }

    /** One more operation is done. */
    public MigrationRow operationDone(MigrationRow row) {
        return write(row.next(row.state(), row.work().withOperation()));
    }

    /** The migration is applied. */
    public MigrationRow applied(MigrationRow row) {
        MigrationRow next = row.next(RowState.APPLIED, row.work().ended(clock.instant(), ""));
        writes.write(
                List.of(writes.put(next), trail.entry(AuditEntry.Action.APPLIED, row.migration(), operations(next))));
        return next;
    }

    /** Applying the migration stopped at a problem. */
    public MigrationRow failed(MigrationRow row, Problem problem) {
        return write(row.next(RowState.FAILED, row.work().ended(clock.instant(), error(problem))));
    }

    /**
     * Begins to undo a migration, or goes on with an undo that failed or whose run was killed. One that failed itself, or
     * was killed, can be undone as well: its inverse leaves alone what was not done.
     *
     * @throws OrdermigException when the migration was never begun, or is undone
     */
    public MigrationRow beginUndo(Version version) {
        MigrationRow row = row(version).orElseThrow(() -> refused(version.text(), "was never applied"));
        int done = 0;
        if (row.state() == RowState.UNDOING || row.state() == RowState.UNDO_FAILED) {
            done = row.work().operationsDone();
        } else if (row.state() == RowState.UNDONE || row.state() == RowState.DELETED) {
            throw refused(row.title(), "is not applied: it is " + row.state());
        }
        return write(row.next(RowState.UNDOING, work(done)));
    }

    /** The migration is undone. */
    public MigrationRow undone(MigrationRow row) {
        MigrationRow next = row.next(RowState.UNDONE, row.work().ended(clock.instant(), ""));
        writes.write(
                List.of(writes.put(next), trail.entry(AuditEntry.Action.UNDONE, row.migration(), operations(next))));
        return next;
    }

    /** Undoing the migration stopped at a problem. */
    public MigrationRow undoFailed(MigrationRow row, Problem problem) {
        return write(row.next(RowState.UNDO_FAILED, row.work().ended(clock.instant(), error(problem))));
    }

    /**
     * Says that the tables already have what migrations up to this version would do.
     *
     * @return whether it had to be said: not when it was said before
     * @throws OrdermigException when there is another baseline, or a migration was begun
     */
    public boolean baseline(Version version, String description) {
        Optional<Baseline> existing = table.get(Items.LEDGER, Items.BASELINE_ID).map(Items::baseline);
        if (existing.isPresent()) {
            if (existing.get().version().equals(version)) {
                return false;
            }
            throw baselineRefused("It has the baseline " + existing.get().version() + ".");
        }
        List<MigrationRow> begun =
                rows().stream().filter(row -> row.state() != RowState.UNDONE).toList();
        if (!begun.isEmpty()) {
            throw baselineRefused("It has " + begun.size() + " migrations, the first is "
                    + begun.get(0).title() + ".");
        }
        Baseline baseline =
                new Baseline(version, description, writes.lock().holder().runner(), clock.instant());
        writes.write(List.of(
                writes.putNew(Items.of(baseline)), trail.entry(AuditEntry.Action.BASELINED, version, description, "")));
        return true;
    }

    /** Makes the ledger agree with the files; tables are not touched. */
    public RepairOutcome repair(List<ResolvedMigration> resolved) {
        return new LedgerRepair(writes, trail, clock).repair(rows(), resolved);
    }

    private List<MigrationRow> rows() {
        return table.query(Items.MIGRATION).stream().map(Items::row).toList();
    }

    private Optional<MigrationRow> row(Version version) {
        return table.get(Items.MIGRATION, version.sortable()).map(Items::row);
    }

    private MigrationRow write(MigrationRow row) {
        writes.write(List.of(writes.put(row)));
        return row;
    }

    private MigrationRow.Work work(int done) {
        Holder holder = writes.lock().holder();
        return new MigrationRow.Work(holder.runner(), holder.term(), clock.instant(), null, done, "");
    }

    private static long revision(Optional<MigrationRow> row) {
        return row.map(MigrationRow::revision).orElse(0L);
    }

    private static String operations(MigrationRow row) {
        return row.work().operationsDone() + " operations";
    }

    /** Never the details of a problem, which may quote what AWS said. */
    private static String error(Problem problem) {
        String text = problem.code().id() + ": " + problem.what();
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private OrdermigException unexpected(MigrationRow row, String wanted) {
        return new OrdermigException(Problem.of(
                        LedgerProblem.LEDGER_CHANGED,
                        "Migration " + row.title() + " cannot be " + wanted + ": it is " + row.state() + ".")
                .where(table.name())
                .fix(Remedy.run("dynamo-info", "to see what the ledger says now"))
                .repeat(Repeat.SAFE)
                .build());
    }

    private OrdermigException refused(String title, String why) {
        return new OrdermigException(
                Problem.of(LedgerProblem.UNDO_REFUSED, "Migration " + title + " cannot be undone: it " + why + ".")
                        .where(table.name())
                        .fix(Remedy.run("dynamo-info", "to see which migrations are applied"))
                        .build());
    }

    private OrdermigException baselineRefused(String why) {
        return new OrdermigException(
                Problem.of(LedgerProblem.BASELINE_REFUSED, "The ledger " + table.name() + " cannot get this baseline.")
                        .where(table.name())
                        .detail(why)
                        .fix(Remedy.run("dynamo-info", "to see what it says"))
                        .fix("Leave the baseline out: the ledger knows what was applied.")
                        .build());
    }
}
