package io.ordermig.dynamo.file;

import io.ordermig.dynamo.ledger.Version;
import io.ordermig.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file or class, taken apart as Flyway takes names apart.
 *
 * @param inverse whether it is that of an inverse
 * @param version the version
 * @param description the description, with blanks for underscores
 */
record MigrationName(boolean inverse, Version version, String description) {

    private static final Pattern FORM = Pattern.compile("([VU])(.+?)__(.+)", Pattern.DOTALL);
    private static final Pattern SUFFIX = Pattern.compile("(?i)\\.(?:yaml|yml|json)$");

    /** Whether a file of that name is meant for DynamoDB. */
    static boolean isFile(String name) {
        return SUFFIX.matcher(name).find();
    }

    /**
     * The name of a file.
     *
     * @param name the name alone
     * @param origin the file, for messages
     * @param problems is given what is wrong
     */
    static Optional<MigrationName> ofFile(String name, String origin, Consumer<Problem> problems) {
        Matcher suffix = SUFFIX.matcher(name);
        String ending = suffix.find() ? suffix.group() : "";
        String stem = name.substring(0, name.length() - ending.length());
        String fault = ending.equals(ending.toLowerCase(Locale.ROOT)) ? fault(stem) : "Its ending is in capitals.";
        if (!fault.isEmpty()) {
            problems.accept(Problem.of(DynamoFileProblem.NAME, "The file " + name + " is not named as a migration.")
                    .where(origin)
                    .detail(fault)
                    .fix("Name it V<version>__<description>" + ending.toLowerCase(Locale.ROOT)
                            + ", or U… for an inverse.")
                    .fix("Move it out of the locations if it is no migration.")
                    .build());
            return Optional.empty();
        }
        return Optional.of(of(stem));
    }

    /** The name of a class, without its package. */
    static Optional<MigrationName> ofClass(String simpleName, String className, Consumer<Problem> problems) {
        String fault = fault(simpleName);
        if (fault.isEmpty() && simpleName.startsWith("U")) {
            fault = "The inverse of a class is its method undo, of UndoableDynamoMigration.";
        }
        if (!fault.isEmpty()) {
            problems.accept(
                    Problem.of(DynamoFileProblem.NAME, "The class " + simpleName + " is not named as a migration.")
                            .where("class " + className)
                            .detail(fault)
                            .fix("Name it V<version>__<Description>.")
                            .build());
            return Optional.empty();
        }
        return Optional.of(of(simpleName));
    }

    private static MigrationName of(String stem) {
        Matcher form = FORM.matcher(stem);
        if (!form.matches()) {
            throw new IllegalArgumentException(stem);
        }
        return new MigrationName(
                form.group(1).equals("U"),
                Version.of(form.group(2)),
                form.group(3).replace('_', ' '));
    }

    private static String fault(String stem) {
        Matcher form = FORM.matcher(stem);
        if (form.matches()) {
            return Version.parse(form.group(2)).isPresent() ? "" : form.group(2) + " is not a version.";
        }
        if (!stem.startsWith("V") && !stem.startsWith("U")) {
            return "It does not begin with V or U.";
        }
        return stem.contains("__")
                ? "It lacks a version or a description."
                : "It lacks two underscores after the version.";
    }
}
