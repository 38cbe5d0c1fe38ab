package io.ordermig.dynamo.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a ledger says at one moment.
 *
 * @param rows one for each migration that was ever begun, by version
 * @param baseline the baseline; empty when none was set
 * @param holder who holds the lock, or held it and was killed; empty when nobody does
 */
public record LedgerContents(List<MigrationRow> rows, Optional<Baseline> baseline, Optional<Holder> holder) {

    /** What a ledger says that does not exist yet. */
    static final LedgerContents NONE = new LedgerContents(List.of(), Optional.empty(), Optional.empty());

    public LedgerContents {
        rows = List.copyOf(rows);
    }

    /** The row of a version. */
    public Optional<MigrationRow> row(Version version) {
        return rows.stream().filter(row -> row.version().equals(version)).findFirst();
    }
}
