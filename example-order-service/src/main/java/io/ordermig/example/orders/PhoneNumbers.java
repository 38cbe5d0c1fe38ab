package io.ordermig.example.orders;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the service stores a phone number: a North American one as its ten digits, every other one as the customer wrote
 * it. The same rule as that of the migration that rewrote the older rows, which keeps a copy of its own on purpose: an
 * applied migration must not change when the service does.
 */
final class PhoneNumbers {

    /** The countries and territories of the North American Numbering Plan, by ISO 3166 code. */
    private static final Set<String> COUNTRIES = Set.of(
            "AG", "AI", "AS", "BB", "BM", "BS", "CA", "DM", "DO", "GD", "GU", "JM", "KN", "KY", "LC", "MP", "MS", "PR",
            "SX", "TC", "TT", "US", "VC", "VG", "VI");

    private static final Pattern SEPARATORS =
            Pattern.compile("[ \\t()./\\u00A0\\u2007\\u2009\\u2010-\\u2014\\u202F\\u2212-]");

    private static final Pattern NUMBER = Pattern.compile("(?:\\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})");

    private PhoneNumbers() {}

    /**
     * The number as it is to be stored.
     *
     * @param country of the address that the number stands beside
     */
    static @Nullable String normalized(@Nullable String written, String country) {
        if (written == null || !COUNTRIES.contains(country)) {
            return written;
        }
        Matcher number = NUMBER.matcher(SEPARATORS.matcher(written).replaceAll(""));
        return number.matches() ? number.group(1) : written;
    }
}
