package io.ordermig.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The directives that a header may hold, as {@code -- ordermig:<name> <value>}. */
public enum Directive {
    PHASE(true, "expand, migrate or contract"),
    AFTER(false, "<version> <duration>, such as 20240301100000 7d"),
    UNLESS_CONNECTED(false, "a pattern for application names, such as orders-1.*"),
    BATCH(false, "table=<table> key=<column[,column]> [size=<n>|auto] [workers=<n>]"),
    VERIFY(true, "a SQL query that returns one boolean, on one line"),
    IRREVERSIBLE(true, "the reason in a few words"),
    LOCK_TIMEOUT(true, "a duration such as 500ms, 10s or 2m"),
    STATEMENT_TIMEOUT(true, "a duration such as 30s, 10m or 1h"),
    TRANSACTION(true, "true or false");

    private final boolean effective;
    private final String form;

    Directive(boolean effective, String form) {
        this.effective = effective;
        this.form = form;
    }

    /** Whether this version acts on it. What it cannot act on is refused, never ignored. */
    public boolean effective() {
        return effective;
    }

    /** What its value looks like, for error messages. */
    public String form() {
        return form;
    }

    /** Its name as headers spell it. */
    public String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The directive of that name. */
    public static Optional<Directive> named(String name) {
        return Arrays.stream(values()).filter(d -> d.spelled().equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Directive::spelled).toList();
    }
}
