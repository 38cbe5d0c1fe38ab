package io.ordermig.dynamo.ledger;

/** What the ledger says of one migration. */
public enum RowState {
    /** A run has begun to apply it. */
    STARTED,
    /** A run stopped at a problem while applying it. */
    FAILED,
    /** It is applied. */
    APPLIED,
    /** A run has begun to undo it. */
    UNDOING,
    /** A run stopped at a problem while undoing it. */
    UNDO_FAILED,
    /** It was applied, and undone. */
    UNDONE,
    /** It is applied, and its file is gone for good. */
    DELETED;

    /** Whether the tables have it, as a whole. */
    public boolean isApplied() {
        return this == APPLIED || this == DELETED;
    }

    /** Whether the tables may have a part of it. */
    public boolean isPartial() {
        return this == STARTED || this == FAILED || this == UNDOING || this == UNDO_FAILED;
    }
}
