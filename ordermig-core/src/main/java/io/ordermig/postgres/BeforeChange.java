package io.ordermig.postgres;

/** Called once by {@link PostgresEngine#migrate}, after all checks and before the first change. */
@FunctionalInterface
public interface BeforeChange {

    /** Does nothing. */
    BeforeChange NOTHING = state -> {};

    /**
     * Prepares for the change, with no session of the run open. What it throws stops the run, with nothing changed.
     *
     * @param state what the database says of itself
     */
    void prepare(HistoryState state);
}
