package io.ordermig.dynamo.file;

import io.ordermig.config.DynamoScriptsConfig;
import io.ordermig.dynamo.ledger.Version;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.FoundFile;
import io.ordermig.script.ScriptProblem;
import io.ordermig.script.ScriptScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All DynamoDB migrations of a project, in the order of their versions. Immutable. */
public final class DynamoCatalog {

    private final List<DynamoScript> scripts;
    private final List<String> missingLocations;

    private DynamoCatalog(List<DynamoScript> scripts, List<String> missingLocations) {
        this.scripts = List.copyOf(scripts);
        this.missingLocations = List.copyOf(missingLocations);
    }

    /**
     * Looks through all locations and reads what is there.
     *
     * @param classes where {@code classpath:} locations and classes are looked for
     * @throws OrdermigException when a location cannot be read; or with all that is wrong with files and classes
     */
    public static DynamoCatalog scan(DynamoScriptsConfig config, ClassLoader classes) {
        ScriptScanner scanner =
                new ScriptScanner(DynamoScriptsConfig.LOCATIONS, config.baseFolder(), config.encoding(), classes);
        scanner.scan(config.locations());
        if (config.failOnMissingLocations()) {
            ScriptScanner.requireAll(DynamoScriptsConfig.LOCATIONS, scanner.missing());
        }
        Found found = new Found();
        DynamoFileReader reader =
                new DynamoFileReader(config.placeholders(), config.environment(), classes, found.problems::add);
        for (FoundFile file : scanner.files()) {
            if (MigrationName.isFile(file.name())) {
                MigrationName.ofFile(file.name(), file.origin(), found.problems::add)
                        .ifPresent(name ->
                                reader.read(file, name.inverse()).ifPresent(content -> found.add(file, name, content)));
            }
        }
        new JavaScripts(classes, found.problems::add).of(scanner.classNames()).forEach(found::add);
        return new DynamoCatalog(found.together(), scanner.missing());
    }

    /** The migrations, in the order in which they are applied. */
    public List<DynamoScript> scripts() {
        return scripts;
    }

    /** The migration of a version. */
    public Optional<DynamoScript> script(Version version) {
        return scripts.stream()
                .filter(script -> script.version().equals(version))
                .findFirst();
    }

    /** The locations that do not exist. */
    public List<String> missingLocations() {
        return missingLocations;
    }

    /** Brings migrations and inverses together. */
    private static final class Found {

        private final TreeMap<Version, DynamoScript> scripts = new TreeMap<>();
        private final TreeMap<Version, DynamoInverse> inverses = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();

        void add(FoundFile file, MigrationName name, DynamoFileReader.Content content) {
            if (name.inverse()) {
                DynamoInverse inverse = new DynamoInverse(
                        file.path(), file.origin(), content.checksum(), content.operations(), Optional.empty());
                DynamoInverse other = inverses.putIfAbsent(name.version(), inverse);
                if (other != null) {
                    duplicate("Two inverses have the version " + name.version() + ".", other.origin(), file.origin());
                }
                return;
            }
            add(new DynamoScript(
                    name.version(),
                    name.description(),
                    file.path(),
                    file.origin(),
                    file.name().endsWith(".json") ? DynamoScript.Kind.JSON : DynamoScript.Kind.YAML,
                    content.checksum(),
                    content.header(),
                    content.operations(),
                    Optional.empty(),
                    Optional.empty()));
        }

        void add(DynamoScript script) {
            DynamoScript other = scripts.putIfAbsent(script.version(), script);
            if (other != null) {
                duplicate("Two migrations have the version " + script.version() + ".", other.origin(), script.origin());
            }
        }

        private void duplicate(String what, String first, String second) {
            problems.add(Problem.of(DynamoFileProblem.DUPLICATE_VERSION, what)
                    .where(second)
                    .detail("The other one is " + first + ".")
                    .fix("Give one of them another version; the one that was applied anywhere keeps its own.")
                    .build());
        }

        /** The migrations with their inverses. */
        List<DynamoScript> together() {
            inverses.forEach((version, inverse) -> {
                DynamoScript script = scripts.get(version);
                if (script == null) {
                    problems.add(Problem.of(
                                    DynamoFileProblem.INVERSE_ALONE,
                                    "The inverse of version " + version + " has no migration.")
                            .where(inverse.origin())
                            .fix("Give it the version of its migration, or remove it.")
                            .build());
                } else if (script.inverse().isPresent()) {
                    duplicate(
                            "The migration " + version + " has two inverses.",
                            script.inverse().get().origin(),
                            inverse.origin());
                } else {
                    script.header().irreversible().ifPresent(reason -> contradiction(script, inverse));
                    scripts.put(version, script.with(inverse));
                }
            });
            if (!problems.isEmpty()) {
                throw new OrdermigException(problems);
            }
            return List.copyOf(scripts.values());
        }

        private void contradiction(DynamoScript script, DynamoInverse inverse) {
            problems.add(Problem.of(
                            ScriptProblem.DIRECTIVE_CONFLICT,
                            "The migration " + script.version() + " is irreversible and has an inverse.")
                    .where(script.origin())
                    .detail("The inverse is " + inverse.origin() + ".")
                    .fix("Take out the directive irreversible, or the inverse.")
                    .build());
        }
    }
}
