package io.ordermig.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is resolved, applied and pending in one store, in the order in which it is applied.
 *
 * @param store the store, such as {@code postgresql}
 * @param home where the history is kept: a schema, or the table of a ledger
 * @param current the current version; empty when nothing was applied
 * @param rows one per migration
 */
public record Inventory(String store, String home, String current, List<Row> rows) {

    public Inventory {
        rows = List.copyOf(rows);
    }

    /**
     * One migration.
     *
     * @param state the store's word for its state, such as {@code Pending} or {@code Success}
     * @param pending whether the next {@code migrate} applies it
     * @param inverse how it can be taken back
     * @param appliedOn when it was applied; {@code null} when it was not
     */
    public record Row(
            MigrationRef migration,
            String state,
            boolean pending,
            Inverse inverse,
            @Nullable Instant appliedOn) {

        /** When it was applied. */
        public Optional<Instant> applied() {
            return Optional.ofNullable(appliedOn);
        }
    }

    /** What the next {@code migrate} applies, in order. */
    public List<MigrationRef> pending() {
        return rows.stream().filter(Row::pending).map(Row::migration).toList();
    }
}
