package io.ordermig.postgres;

import io.ordermig.event.MigrationRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is resolved, applied and pending in one database, in Flyway's order.
 *
 * @param schema the schema that holds the history
 * @param current the current version; empty when nothing was applied
 * @param rows one per migration
 */
public record Inventory(String schema, String current, List<Row> rows) {

    public Inventory {
        rows = List.copyOf(rows);
    }

    /**
     * One migration.
     *
     * @param state Flyway's word for its state, such as {@code Pending} or {@code Success}
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
