package io.ordermig.script;

/** The part of a change that a migration is: add the new, fill it, remove the old. */
public enum Phase {
    /** Adds what the next release needs, in a way that the running one does not notice. */
    EXPAND,
    /** Fills the new structure from the old one. */
    MIGRATE,
    /** Removes what no running release uses any more. */
    CONTRACT
}
