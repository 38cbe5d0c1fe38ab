package io.ordermig.postgres.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The part of a {@code .conf} file beside a SQL file that decides how the file is run; the rest is Flyway's alone.
 *
 * @param name the name of the {@code .conf} file
 * @param inTransaction what it says about running in a transaction; empty when it says nothing
 * @param replacesPlaceholders whether placeholders are replaced, as far as this file has a say
 */
record ScriptConfiguration(String name, Optional<Boolean> inTransaction, boolean replacesPlaceholders) {

    static final String SUFFIX = ".conf";
    static final ScriptConfiguration NONE = new ScriptConfiguration("", Optional.empty(), true);

    static ScriptConfiguration read(ScriptFile file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(file.text()));
        } catch (IOException | IllegalArgumentException e) {
            // Flyway reads it too, and says what is wrong with it.
            return NONE;
        }
        return new ScriptConfiguration(
                file.name(),
                flag(properties, "executeInTransaction"),
                flag(properties, "placeholderReplacement").orElse(true));
    }

    private static Optional<Boolean> flag(Properties properties, String name) {
        return switch (properties.getProperty(name, "").strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
