package io.ordermig.config;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/**
 * Which DynamoDB migrations there are and how they are read. Encoding and placeholders are those of SQL files.
 *
 * @param locations {@code classpath:} and {@code filesystem:} folders with migrations, wildcards allowed
 * @param failOnMissingLocations whether a location that does not exist is a problem
 * @param encoding the encoding of the files
 * @param placeholders what is replaced in the files
 * @param environment the environment, which the files may ask for
 * @param baseFolder what relative {@code filesystem:} locations are relative to
 */
public record DynamoScriptsConfig(
        List<String> locations,
        boolean failOnMissingLocations,
        Charset encoding,
        ScriptsConfig.Placeholders placeholders,
        String environment,
        Path baseFolder) {

    /** The parameter that holds the locations. */
    public static final String LOCATIONS = "dynamoLocations";

    public DynamoScriptsConfig {
        locations = List.copyOf(locations);
    }

    /** Reads {@code dynamoLocations}, {@code placeholders} and their kin; notes what is wrong with them. */
    public static DynamoScriptsConfig from(Settings settings, String environment) {
        return new DynamoScriptsConfig(
                settings.list(LOCATIONS, List.of("classpath:db/dynamo")),
                settings.flag("failOnMissingLocations", false),
                ScriptsConfig.encoding(settings),
                ScriptsConfig.Placeholders.from(settings),
                environment,
                Path.of(settings.text("baseFolder", "")).toAbsolutePath());
    }
}
