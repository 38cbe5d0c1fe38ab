package io.ordermig.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code migrate} and {@code validate} take into account. The words are Flyway's.
 *
 * @param target the version to stop at, or {@code latest}, {@code next}, {@code current}; a {@code ?} after a version
 *     accepts that it does not exist
 * @param outOfOrder whether a version below the highest applied one may still be applied
 * @param validateOnMigrate whether applied migrations are compared with their files first
 * @param ignoreMigrationPatterns differences that validation overlooks, {@code type:state}
 * @param skipExecutingMigrations whether migrations are only recorded, not executed
 * @param execution how statements are sent
 * @param baseline what to record where a database was not managed before
 * @param undoRequiredAbove versions up to this one need neither an inverse nor a reason; empty for none
 */
public record MigrateConfig(
        String target,
        boolean outOfOrder,
        boolean validateOnMigrate,
        List<String> ignoreMigrationPatterns,
        boolean skipExecutingMigrations,
        Execution execution,
        Baseline baseline,
        String undoRequiredAbove) {

    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");
    private static final Pattern TARGET = Pattern.compile("(?i)latest|next|current|" + VERSION + "\\??");

    public MigrateConfig {
        ignoreMigrationPatterns = List.copyOf(ignoreMigrationPatterns);
    }

    /**
     * How statements are sent.
     *
     * @param batch whether simple statements of a file are sent together
     * @param outputQueryResults whether rows that a migration selects are logged; off, because rows may be personal data
     */
    public record Execution(boolean batch, boolean outputQueryResults) {}

    /**
     * What to record where a database was not managed before.
     *
     * @param version the version it counts as having
     * @param description the description of that row
     * @param onMigrate whether {@code migrate} does it by itself on a schema that is not empty and has no history
     */
    public record Baseline(String version, String description, boolean onMigrate) {}

    /** Reads {@code target}, {@code outOfOrder} and their kin; notes what is wrong with them. */
    public static MigrateConfig from(Settings settings) {
        return new MigrateConfig(
                target(settings, "target"),
                settings.flag("outOfOrder", false),
                settings.flag("validateOnMigrate", true),
                settings.list("ignoreMigrationPatterns", List.of("*:future")),
                settings.flag("skipExecutingMigrations", false),
                new Execution(settings.flag("batch", false), settings.flag("outputQueryResults", false)),
                new Baseline(
                        version(settings, "baselineVersion", "1"),
                        settings.text("baselineDescription", "<< Flyway Baseline >>"),
                        settings.flag("baselineOnMigrate", false)),
                version(settings, "undoRequiredAbove", ""));
    }

    /** Reads a version to stop at. */
    static String target(Settings settings, String name) {
        return settings.matching(
                name, "latest", TARGET, "a version such as 20240301100000, or latest, next or current");
    }

    /** Reads a version. */
    static String version(Settings settings, String name, String fallback) {
        return settings.matching(name, fallback, VERSION, "a version such as 3, 1.2 or 20240301100000");
    }
}
