package io.ordermig.config;

import java.util.List;

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
                settings.text("target", "latest"),
                settings.flag("outOfOrder", false),
                settings.flag("validateOnMigrate", true),
                settings.list("ignoreMigrationPatterns", List.of("*:future")),
                settings.flag("skipExecutingMigrations", false),
                new Execution(settings.flag("batch", false), settings.flag("outputQueryResults", false)),
                new Baseline(
                        settings.text("baselineVersion", "1"),
                        settings.text("baselineDescription", "<< Flyway Baseline >>"),
                        settings.flag("baselineOnMigrate", false)),
                settings.text("undoRequiredAbove", ""));
    }
}
