package io.ordermig.config;

/** A password or token. Prints as {@code ****}; only {@link #reveal} gives the value, to the one who needs it. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself. Never pass it to a log, an event, a report or an exception. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The text with each occurrence of this secret replaced; a very short secret is left alone, it would match anywhere. */
    public String maskIn(String text) {
        return value.length() < 4 ? text : text.replace(value, "****");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
