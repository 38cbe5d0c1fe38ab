package io.ordermig.snapshot.copy;

/** Names and texts for statements that take no parameters. Source: chapter 4.1 of the PostgreSQL manual. */
public final class Quoted {

    private Quoted() {}

    /** A name, exactly as it is. */
    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text, read alike whatever {@code standard_conforming_strings} says. */
    public static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
