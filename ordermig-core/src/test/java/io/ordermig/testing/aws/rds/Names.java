package io.ordermig.testing.aws.rds;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rules of identifiers, as the API Reference states them for each parameter: letters, digits and hyphens; a letter
 * first; no hyphen last and no two together; kept in lower case. Snapshots of instances may have 255 characters,
 * everything else 63.
 */
final class Names {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z](?:-?[A-Za-z0-9])*");

    private Names() {}

    /** A new identifier of up to 63 characters, in lower case. */
    static String identifier(String parameter, String value) {
        return checked(parameter, value, 63);
    }

    /** A new identifier of a snapshot of an instance, in lower case. */
    static String snapshot(String parameter, String value) {
        return checked(parameter, value, 255);
    }

    private static String checked(String parameter, String value, int longest) {
        if (value == null || value.isBlank()) {
            throw RdsErrors.missing(parameter);
        }
        if (value.length() > longest || !IDENTIFIER.matcher(value).matches()) {
            throw RdsErrors.invalidValue("The parameter " + parameter + " is not a valid identifier. Identifiers must"
                    + " begin with a letter; must contain only ASCII letters, digits, and hyphens; must not end with a"
                    + " hyphen or contain two consecutive hyphens; and must have 1 to " + longest + " characters.");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    /** The name of something that exists: from its name, in any case, or from its ARN. */
    static String known(String parameter, String value) {
        if (value == null || value.isBlank()) {
            throw RdsErrors.missing(parameter);
        }
        return fromArn(value).toLowerCase(Locale.ROOT);
    }

    /** The last part of an ARN, which may itself have a colon as in {@code rds:orders-2026-11-22-04-11}. */
    static String fromArn(String value) {
        return value.startsWith("arn:") ? value.split(":", 7)[6] : value;
    }
}
