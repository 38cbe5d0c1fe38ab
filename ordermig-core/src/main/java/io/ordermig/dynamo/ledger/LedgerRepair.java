package io.ordermig.dynamo.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Makes the ledger agree with the files, a row at a time, each with its entry in the trail. */
final class LedgerRepair {

    private final FencedWrites writes;
    private final AuditTrail trail;
    private final Clock clock;
    private final List<String> removed = new ArrayList<>();
    private final List<String> reset = new ArrayList<>();
    private final List<String> aligned = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    LedgerRepair(FencedWrites writes, AuditTrail trail, Clock clock) {
        this.writes = writes;
        this.trail = trail;
        this.clock = clock;
    }

    RepairOutcome repair(List<MigrationRow> rows, List<ResolvedMigration> resolved) {
        Map<Version, ResolvedMigration> files =
                resolved.stream().collect(Collectors.toMap(ResolvedMigration::version, Function.identity()));
        Optional<Version> highest =
                resolved.stream().map(ResolvedMigration::version).max(Comparator.naturalOrder());
        for (MigrationRow row : rows) {
            switch (row.state()) {
                case STARTED, FAILED -> remove(row);
                case UNDOING, UNDO_FAILED -> reset(row);
                case APPLIED, DELETED ->
                    agree(
                            row,
                            Optional.ofNullable(files.get(row.version())),
                            highest.isEmpty() || row.version().compareTo(highest.get()) > 0);
                case UNDONE -> {
                    continue;
                }
            }
        }
        return new RepairOutcome(removed, reset, aligned, deleted);
    }

    private void remove(MigrationRow row) {
        write(row, writes.delete(row), "removed after " + row.work().operationsDone() + " operations");
        removed.add(row.title());
    }

    private void reset(MigrationRow row) {
        String detail = "applied again after " + row.work().operationsDone() + " operations of its undo";
        write(row, writes.put(row.next(RowState.APPLIED, row.work().ended(clock.instant(), ""))), detail);
        reset.add(row.title());
    }

    /** The file of a version above all files belongs to a newer build, which this one must not declare gone. */
    private void agree(MigrationRow row, Optional<ResolvedMigration> file, boolean ofNewerBuild) {
        if (file.isEmpty()) {
            if (row.state() == RowState.APPLIED && !ofNewerBuild) {
                write(row, writes.put(row.next(RowState.DELETED, row.work())), "its file is gone");
                deleted.add(row.title());
            }
            return;
        }
        ResolvedMigration now = file.get();
        if (row.state() == RowState.DELETED || !isSame(row.migration(), now)) {
            MigrationRow next = new MigrationRow(now, RowState.APPLIED, row.work(), row.revision() + 1);
            write(row, writes.put(next), "checksum " + row.migration().checksum() + " is now " + now.checksum());
            aligned.add(row.title());
        }
    }

    private static boolean isSame(ResolvedMigration one, ResolvedMigration other) {
        return one.checksum().equals(other.checksum())
                && one.description().equals(other.description())
                && one.script().equals(other.script());
    }

    private void write(MigrationRow row, TransactWriteItem change, String detail) {
        writes.write(List.of(change, trail.entry(AuditEntry.Action.REPAIRED, row.migration(), detail)));
    }
}
