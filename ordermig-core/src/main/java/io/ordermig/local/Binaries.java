package io.ordermig.local;

import java.nio.file.Path;

/**
 * Unpacked PostgreSQL binaries.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 * @param version the version they say they are, such as {@code 18.6}
 */
record Binaries(Path home, String version) {

    Path bin() {
        return home.resolve("bin");
    }

    /** The part of the version that decides whether a data folder fits. */
    String major() {
        String[] parts = version.split("\\.");
        return isBefore10(parts[0]) && parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
    }

    /** Whether these binaries have PostgreSQL's own locale provider, which came with version 17. */
    boolean haveBuiltinLocales() {
        return Integer.parseInt(version.split("\\.")[0]) >= 17;
    }

    private static boolean isBefore10(String first) {
        return Integer.parseInt(first) < 10;
    }
}
