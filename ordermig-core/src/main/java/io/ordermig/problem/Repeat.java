package io.ordermig.problem;

/** Whether the goal that met a problem may be run again as it was. */
public enum Repeat {
    /** Nothing needs to be done first. */
    SAFE("yes, as it is"),
    /** Running it again is harmless, but ends the same way until the cause is mended. */
    AFTER_FIX("yes, once it is fixed; until then it stops at the same place and changes nothing more"),
    /** The database needs the named clean-up first. */
    AFTER_CLEANUP("only after the clean-up named above");

    private final String text;

    Repeat(String text) {
        this.text = text;
    }

    /** The answer in words, as it stands after "Safe to run again:". */
    public String text() {
        return text;
    }
}
