package io.ordermig.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a table's read or write capacity a backfill may use: units per second, or a share of what the table has.
 *
 * @param amount units per second, or a share between 0 and 1
 * @param relative whether it is a share
 */
public record CapacityTarget(double amount, boolean relative) {

    /** The accepted form, for error messages. */
    public static final String FORM = "units per second such as 200, or a share such as 50%";

    /** Half of it, which leaves half for the service. */
    public static final CapacityTarget HALF = share(0.5);

    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%?)");

    public CapacityTarget {
        if (!(amount > 0) || (relative && amount > 1) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("capacity: " + amount);
        }
    }

    /** That many units per second. */
    public static CapacityTarget perSecond(double units) {
        return new CapacityTarget(units, false);
    }

    /** A part of the capacity of the table, from 0 to 1. */
    public static CapacityTarget share(double part) {
        return new CapacityTarget(part, true);
    }

    /** The target that a text such as {@code 200} or {@code 50%} stands for; empty when it stands for none. */
    public static Optional<CapacityTarget> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        boolean percent = !matcher.group(2).isEmpty();
        if (number <= 0 || (percent && number > 100)) {
            return Optional.empty();
        }
        return Optional.of(percent ? share(number / 100) : perSecond(number));
    }

    /** Units per second for a table that has the given capacity. */
    public double of(double capacity) {
        return relative ? amount * capacity : amount;
    }

    @Override
    public String toString() {
        return relative
                ? String.format(Locale.ROOT, "%.0f%%", amount * 100)
                : String.format(Locale.ROOT, "%.0f/s", amount);
    }
}
