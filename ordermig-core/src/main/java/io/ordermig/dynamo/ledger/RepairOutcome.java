package io.ordermig.dynamo.ledger;

import java.util.List;

/**
 * What a repair changed in the ledger, each by the title of its migration.
 *
 * @param removed rows of migrations that failed or were half done: they are pending again
 * @param reset migrations whose undo failed or was half done: they count as applied again
 * @param aligned migrations whose checksum, description or file name is now that of the file
 * @param deleted migrations whose file is gone, which are no longer missed
 */
public record RepairOutcome(List<String> removed, List<String> reset, List<String> aligned, List<String> deleted) {

    public RepairOutcome {
        removed = List.copyOf(removed);
        reset = List.copyOf(reset);
        aligned = List.copyOf(aligned);
        deleted = List.copyOf(deleted);
    }

    /** Whether there was nothing to repair. */
    public boolean isEmpty() {
        return removed.isEmpty() && reset.isEmpty() && aligned.isEmpty() && deleted.isEmpty();
    }
}
