package io.ordermig.dynamo.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The version of a migration, ordered as Flyway orders versions: by numeric parts, where leading zeros of a part and
 * trailing parts of zero say nothing. {@code 1}, {@code 1.0} and {@code 01} are the same version.
 */
public final class Version implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("\\d{1,99}(?:[._]\\d{1,99}){0,9}");

    private final String text;
    private final String sortable;

    private Version(String text) {
        this.text = text;
        this.sortable = sortable(text);
    }

    /** The version that the text stands for, parts separated by dots or underscores; empty when it is none. */
    public static Optional<Version> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Version(text.replace('_', '.'))) : Optional.empty();
    }

    /**
     * The version that the text stands for.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    /** The version as it was written, with dots. */
    public String text() {
        return text;
    }

    /**
     * A form whose order as text, byte by byte, is the order of versions: each part is preceded by the number of its
     * digits. Equal versions have one form.
     */
    public String sortable() {
        return sortable;
    }

    private static String sortable(String text) {
        List<String> parts = Arrays.stream(text.split("\\."))
                .map(part -> part.replaceFirst("^0+(?=.)", ""))
                .toList();
        int end = parts.size();
        while (end > 1 && parts.get(end - 1).equals("0")) {
            end--;
        }
        return parts.subList(0, end).stream()
                .map(part -> (part.length() < 10 ? "0" : "") + part.length() + part)
                .collect(Collectors.joining("."));
    }

    @Override
    public int compareTo(Version other) {
        return sortable.compareTo(other.sortable);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && sortable.equals(version.sortable);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(sortable);
    }

    @Override
    public String toString() {
        return text;
    }
}
