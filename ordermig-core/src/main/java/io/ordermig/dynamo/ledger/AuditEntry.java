package io.ordermig.dynamo.ledger;

import java.time.Instant;

/**
 * One line of the trail that says who did what. Entries are added, never changed.
 *
 * @param action what was done
 * @param version the version it was done to
 * @param description the description of that version at the time
 * @param detail what else there is to say, such as a checksum before and after; may be empty
 * @param runner who did it
 * @param at when it was done, by the clock of the one who did it
 */
public record AuditEntry(Action action, Version version, String description, String detail, Runner runner, Instant at) {

    /** What can be done. */
    public enum Action {
        /** A migration was applied. */
        APPLIED,
        /** A migration was undone. */
        UNDONE,
        /** A row was removed, marked or aligned. */
        REPAIRED,
        /** A baseline was set. */
        BASELINED
    }
}
