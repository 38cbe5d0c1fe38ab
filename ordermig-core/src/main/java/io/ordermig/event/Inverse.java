package io.ordermig.event;

/** How a migration can be taken back. */
public enum Inverse {
    /** There is an inverse file, or the Java class is undoable. */
    PRESENT("yes"),
    /** The file says why there is none. */
    IRREVERSIBLE("irreversible"),
    /** Neither. */
    MISSING("missing"),
    /** Repeatable migrations and rows that are no migrations have none. */
    NOT_NEEDED("");

    private final String text;

    Inverse(String text) {
        this.text = text;
    }

    /** The word for tables. */
    public String text() {
        return text;
    }
}
