package io.ordermig.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which migration files there are and how they are read. The words are Flyway's.
 *
 * @param locations {@code classpath:} and {@code filesystem:} folders with migrations, wildcards allowed
 * @param callbackLocations folders with SQL callbacks; empty to look for them in {@code locations}
 * @param failOnMissingLocations whether a location that does not exist is a problem
 * @param naming how file names are taken apart
 * @param encoding the encoding of SQL files
 * @param placeholders what is replaced in SQL files
 * @param extensions callbacks and resolvers of the user's own
 * @param baseFolder what relative {@code filesystem:} locations are relative to
 */
public record ScriptsConfig(
        List<String> locations,
        List<String> callbackLocations,
        boolean failOnMissingLocations,
        Naming naming,
        Charset encoding,
        Placeholders placeholders,
        Extensions extensions,
        Path baseFolder) {

    public ScriptsConfig {
        locations = List.copyOf(locations);
        callbackLocations = List.copyOf(callbackLocations);
    }

    /**
     * How the name of a SQL file is taken apart: prefix, version, separator, description, suffix.
     *
     * @param versioned the prefix of versioned migrations
     * @param repeatable the prefix of repeatable migrations
     * @param undo the prefix of ordermig's inverse files
     * @param separator between version and description
     * @param suffixes what the name of a SQL file ends with
     * @param validate whether a file that looks like a migration but is misnamed is a problem
     */
    public record Naming(
            String versioned,
            String repeatable,
            String undo,
            String separator,
            List<String> suffixes,
            boolean validate) {
        public Naming {
            suffixes = List.copyOf(suffixes);
        }
    }

    /**
     * What is replaced in SQL files.
     *
     * @param replace whether anything is
     * @param prefix what opens a placeholder
     * @param suffix what closes it
     * @param separator between {@code flyway} and the name of a default placeholder
     * @param values names to values
     */
    public record Placeholders(
            boolean replace, String prefix, String suffix, String separator, Map<String, String> values) {
        public Placeholders {
            values = Map.copyOf(values);
        }

        /** Reads {@code placeholders} and their form. */
        static Placeholders from(Settings settings) {
            return new Placeholders(
                    settings.flag("placeholderReplacement", true),
                    settings.text("placeholderPrefix", "${"),
                    settings.text("placeholderSuffix", "}"),
                    settings.text("placeholderSeparator", ":"),
                    settings.map("placeholders"));
        }
    }

    /**
     * Classes of the user's own that Flyway calls.
     *
     * @param callbacks names of classes or packages with callbacks
     * @param skipDefaultCallbacks whether only those are called, and no SQL callbacks
     * @param resolvers names of classes that resolve migrations
     * @param skipDefaultResolvers whether only those resolve migrations
     */
    public record Extensions(
            List<String> callbacks,
            boolean skipDefaultCallbacks,
            List<String> resolvers,
            boolean skipDefaultResolvers) {
        public Extensions {
            callbacks = List.copyOf(callbacks);
            resolvers = List.copyOf(resolvers);
        }
    }

    /** Reads {@code locations}, {@code placeholders} and their kin; notes what is wrong with them. */
    public static ScriptsConfig from(Settings settings) {
        return new ScriptsConfig(
                settings.list("locations", List.of("classpath:db/migration")),
                settings.list("callbackLocations", List.of()),
                settings.flag("failOnMissingLocations", false),
                naming(settings),
                encoding(settings),
                Placeholders.from(settings),
                new Extensions(
                        settings.list("callbacks", List.of()),
                        settings.flag("skipDefaultCallbacks", false),
                        settings.list("resolvers", List.of()),
                        settings.flag("skipDefaultResolvers", false)),
                Path.of(settings.text("baseFolder", "")).toAbsolutePath());
    }

    /** Reads {@code encoding}. */
    static Charset encoding(Settings settings) {
        return settings.read(
                "encoding",
                StandardCharsets.UTF_8,
                "the name of a character set, such as UTF-8",
                ScriptsConfig::charset);
    }

    private static Naming naming(Settings settings) {
        return new Naming(
                settings.text("sqlMigrationPrefix", "V"),
                settings.text("repeatableSqlMigrationPrefix", "R"),
                settings.text("undoSqlMigrationPrefix", "U"),
                settings.text("sqlMigrationSeparator", "__"),
                settings.list("sqlMigrationSuffixes", List.of(".sql")),
                settings.flag("validateMigrationNaming", false));
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
