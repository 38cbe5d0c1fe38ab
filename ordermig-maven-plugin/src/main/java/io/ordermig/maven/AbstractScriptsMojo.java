package io.ordermig.maven;

import io.ordermig.config.Settings;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that read migrations have in common: where the files are, and how Flyway treats them. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractScriptsMojo extends AbstractRestorePointMojo {

    /** Where migrations are: <code>classpath:</code> and <code>filesystem:</code> folders, searched with their sub-folders; wildcards <code>*</code>, <code>**</code>, <code>?</code>. Relative <code>filesystem:</code> folders are below the project. */
    @Parameter(property = "ordermig.locations", defaultValue = "classpath:db/migration")
    private String[] locations;

    /** Where SQL callbacks are, if not in <code>locations</code>. */
    @Parameter(property = "ordermig.callbackLocations")
    private String[] callbackLocations;

    /** Whether a location that does not exist is a problem rather than a warning. */
    @Parameter(property = "ordermig.failOnMissingLocations", defaultValue = "false")
    private @Nullable String failOnMissingLocations;

    /** The encoding of SQL files. */
    @Parameter(property = "ordermig.encoding", defaultValue = "UTF-8")
    private @Nullable String encoding;

    /** What the names of versioned migrations begin with. */
    @Parameter(property = "ordermig.sqlMigrationPrefix", defaultValue = "V")
    private @Nullable String sqlMigrationPrefix;

    /** What the names of repeatable migrations begin with. */
    @Parameter(property = "ordermig.repeatableSqlMigrationPrefix", defaultValue = "R")
    private @Nullable String repeatableSqlMigrationPrefix;

    /** What the names of inverse files begin with. */
    @Parameter(property = "ordermig.undoSqlMigrationPrefix", defaultValue = "U")
    private @Nullable String undoSqlMigrationPrefix;

    /** What stands between version and description in file names. */
    @Parameter(property = "ordermig.sqlMigrationSeparator", defaultValue = "__")
    private @Nullable String sqlMigrationSeparator;

    /** What the names of SQL files end with. */
    @Parameter(property = "ordermig.sqlMigrationSuffixes", defaultValue = ".sql")
    private String[] sqlMigrationSuffixes;

    /** Whether a SQL file whose name is not that of a migration or callback is a problem. */
    @Parameter(property = "ordermig.validateMigrationNaming", defaultValue = "false")
    private @Nullable String validateMigrationNaming;

    /** Whether placeholders in SQL files are replaced. */
    @Parameter(property = "ordermig.placeholderReplacement", defaultValue = "true")
    private @Nullable String placeholderReplacement;

    /** Placeholders and their values. On the command line: <code>-Dordermig.placeholders.NAME=VALUE</code>. */
    @Parameter
    private @Nullable Map<String, String> placeholders;

    /** What opens a placeholder. */
    @Parameter(property = "ordermig.placeholderPrefix", defaultValue = "$${")
    private @Nullable String placeholderPrefix;

    /** What closes a placeholder. */
    @Parameter(property = "ordermig.placeholderSuffix", defaultValue = "}")
    private @Nullable String placeholderSuffix;

    /** What stands in default placeholders such as <code>flyway:database</code>. */
    @Parameter(property = "ordermig.placeholderSeparator", defaultValue = ":")
    private @Nullable String placeholderSeparator;

    /** Names of classes or packages with Flyway callbacks written in Java. */
    @Parameter(property = "ordermig.callbacks")
    private String[] callbacks;

    /** Whether only those callbacks are called, and no SQL callbacks. */
    @Parameter(property = "ordermig.skipDefaultCallbacks", defaultValue = "false")
    private @Nullable String skipDefaultCallbacks;

    /** Names of classes that resolve migrations in a way of their own. */
    @Parameter(property = "ordermig.resolvers")
    private String[] resolvers;

    /** Whether only those resolve migrations. */
    @Parameter(property = "ordermig.skipDefaultResolvers", defaultValue = "false")
    private @Nullable String skipDefaultResolvers;

    /** The schemas under management, the first being the default one. Without a value, the connection's own. */
    @Parameter(property = "ordermig.schemas")
    private String[] schemas;

    /** The schema of the history and of unqualified names. Without a value, the first of <code>schemas</code>. */
    @Parameter(property = "ordermig.defaultSchema")
    private @Nullable String defaultSchema;

    /** Whether missing schemas are created. */
    @Parameter(property = "ordermig.createSchemas", defaultValue = "true")
    private @Nullable String createSchemas;

    /** The table that the history is kept in. */
    @Parameter(property = "ordermig.table", defaultValue = "flyway_schema_history")
    private @Nullable String table;

    /** The tablespace of that table. */
    @Parameter(property = "ordermig.tablespace")
    private @Nullable String tablespace;

    /** Who is recorded as having applied a migration. Without a value, the database role. */
    @Parameter(property = "ordermig.installedBy")
    private @Nullable String installedBy;

    /** How many times, a second apart, the lock on the history is asked for while another run holds it. -1 is for ever. */
    @Parameter(property = "ordermig.lockRetryCount", defaultValue = "50")
    private @Nullable String lockRetryCount;

    /** The version to stop at; or <code>latest</code>, <code>next</code>, <code>current</code>. A <code>?</code> after a version accepts that it does not exist. */
    @Parameter(property = "ordermig.target", defaultValue = "latest")
    private @Nullable String target;

    /** Whether a version below the highest applied one may still be applied. */
    @Parameter(property = "ordermig.outOfOrder", defaultValue = "false")
    private @Nullable String outOfOrder;

    /** The version that a database counts as having when it is put under management. */
    @Parameter(property = "ordermig.baselineVersion", defaultValue = "1")
    private @Nullable String baselineVersion;

    /** The description of that row of the history. */
    @Parameter(property = "ordermig.baselineDescription", defaultValue = "<< Flyway Baseline >>")
    private @Nullable String baselineDescription;

    /** Whether <code>migrate</code> records a baseline by itself in a schema that is not empty and has no history. */
    @Parameter(property = "ordermig.baselineOnMigrate", defaultValue = "false")
    private @Nullable String baselineOnMigrate;

    /** Whether <code>migrate</code> first compares what was applied with the files. */
    @Parameter(property = "ordermig.validateOnMigrate", defaultValue = "true")
    private @Nullable String validateOnMigrate;

    /** Differences that validation overlooks, as <code>type:state</code>. Without a value: <code>*:future</code>, and for <code>validate</code> also <code>*:pending</code>. */
    @Parameter(property = "ordermig.ignoreMigrationPatterns")
    private String[] ignoreMigrationPatterns;

    /** Whether migrations are only recorded as applied, without being executed. */
    @Parameter(property = "ordermig.skipExecutingMigrations", defaultValue = "false")
    private @Nullable String skipExecutingMigrations;

    /** Whether plain statements of a file are sent together. Statements are then not timed one by one. */
    @Parameter(property = "ordermig.batch", defaultValue = "false")
    private @Nullable String batch;

    /** Whether the rows that a migration selects are printed. They may be personal data. */
    @Parameter(property = "ordermig.outputQueryResults", defaultValue = "false")
    private @Nullable String outputQueryResults;

    /** <code>validate</code> asks for an inverse, or a reason why there is none, of versions above this one only. For projects that come with a history. */
    @Parameter(property = "ordermig.undoRequiredAbove")
    private @Nullable String undoRequiredAbove;

    /** For the goals. */
    protected AbstractScriptsMojo() {}

    @Override
    final void checkProject(Settings settings) {
        StaleScripts.ofPostgres(project()).check(settings);
    }
}
