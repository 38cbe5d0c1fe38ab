package io.ordermig.dynamo.ledger;

/** What a migration is, with its file and its row compared. */
public enum MigrationState {
    /** Not applied; the next {@code migrate} applies it. */
    PENDING("Pending"),
    /** Applied, undone, and to be applied again by the next {@code migrate}. */
    UNDONE("Undone"),
    /** Not applied, and a higher version is. */
    OUT_OF_ORDER("Out of order"),
    /** Not applied, and never to be: its version is not above the baseline. */
    BELOW_BASELINE("Below baseline"),
    /** Being applied, or undone, by the run that holds the lock. */
    RUNNING("Running"),
    /** Begun by a run that was killed. */
    HALF_DONE("Half done"),
    /** Stopped at a problem. */
    FAILED("Failed"),
    /** Its undo was begun by a run that was killed. */
    UNDO_HALF_DONE("Undo half done"),
    /** Its undo stopped at a problem. */
    UNDO_FAILED("Undo failed"),
    /** Applied, and the file is what was applied. */
    APPLIED("Applied"),
    /** Applied, and the file was changed since. */
    CHECKSUM_MISMATCH("Changed"),
    /** Applied, and the file is gone. */
    MISSING("Missing"),
    /** Applied, and above all files: by a newer build. */
    FUTURE("Future"),
    /** Applied, and the file is gone for good. */
    DELETED("Deleted");

    private final String text;

    MigrationState(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Whether the tables have it, as a whole. */
    public boolean isApplied() {
        return this == APPLIED || this == CHECKSUM_MISMATCH || this == MISSING || this == FUTURE || this == DELETED;
    }
}
