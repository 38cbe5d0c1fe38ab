package io.ordermig.time;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes durations: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h30m}, {@code 7d}, or ISO-8601. */
public final class Durations {

    /** The accepted form, for error messages. */
    public static final String FORM = "a duration such as 500ms, 10s, 2m, 1h30m or 7d";

    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private Durations() {}

    /** The duration that the text stands for; {@code 0} is zero; empty when it has another form or is out of range. */
    public static Optional<Duration> parse(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (value.equals("0")) {
                return Optional.of(Duration.ZERO);
            }
            if (value.startsWith("p")) {
                Duration iso = Duration.parse(value);
                return iso.isNegative() ? Optional.empty() : inMillis(iso);
            }
            if (!WHOLE.matcher(value).matches()) {
                return Optional.empty();
            }
            Duration total = Duration.ZERO;
            Matcher part = PART.matcher(value);
            while (part.find()) {
                total = total.plus(amount(Long.parseLong(part.group(1)), part.group(2)));
            }
            return inMillis(total);
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException outOfRange) {
            return Optional.empty();
        }
    }

    /** PostgreSQL counts in milliseconds: what is finer would be rounded, and a rest of 0 means without limit. */
    private static Optional<Duration> inMillis(Duration duration) {
        return Duration.ofMillis(duration.toMillis()).equals(duration) ? Optional.of(duration) : Optional.empty();
    }

    private static Duration amount(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** The duration for people, to about two figures: {@code 12 ms}, {@code 1.4 s}, {@code 3 m 05 s}, {@code 2 h 10 m}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        }
        if (millis < 3_600_000) {
            return String.format(Locale.ROOT, "%d m %02d s", duration.toMinutes(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d h %02d m", duration.toHours(), duration.toMinutesPart());
    }
}
