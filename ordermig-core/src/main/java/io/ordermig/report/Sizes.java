package io.ordermig.report;

import java.util.Locale;

/** Sizes for people, in the units of PostgreSQL and of AWS, where a kB is 1,024 bytes. */
public final class Sizes {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

    private Sizes() {}

    /** The size to about two figures: {@code 812 bytes}, {@code 7.4 MB}, {@code 120 GB}. */
    public static String text(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (Math.round(amount) >= 1_024 && unit < UNITS.length - 1) {
            amount /= 1_024;
            unit++;
        }
        boolean fine = unit > 0 && Math.round(amount * 10) < 100;
        return String.format(Locale.ROOT, fine ? "%.1f" : "%.0f", amount).replace(".0", "") + " " + UNITS[unit];
    }
}
