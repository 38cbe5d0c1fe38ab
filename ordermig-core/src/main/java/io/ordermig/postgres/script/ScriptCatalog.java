package io.ordermig.postgres.script;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.config.ScriptsConfig.Naming;
import io.ordermig.problem.OrdermigException;
import io.ordermig.script.ScriptScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All migration files of a project, told apart by their names. Immutable but for what each file reads on demand. */
public final class ScriptCatalog {

    private final Naming naming;
    private final List<ScriptFile> served;
    private final Map<String, ScriptFile> byPath = new HashMap<>();
    private final Map<String, ScriptFile> inverses = new HashMap<>();
    private final List<String> classNames;
    private final List<String> missingLocations;

    private ScriptCatalog(Naming naming, List<ScriptFile> files, List<String> classNames, List<String> missing) {
        this.naming = naming;
        this.classNames = classNames;
        this.missingLocations = missing;
        Map<String, ScriptFile> all = new HashMap<>();
        files.forEach(file -> all.put(file.path(), file));
        this.served = files.stream()
                .filter(file -> !isInverse(file))
                .map(file -> configured(file, all))
                .toList();
        this.served.forEach(file -> byPath.put(file.path(), file));
        files.stream()
                .filter(this::isInverse)
                .forEach(file -> inverses.put(normal(versionOf(file, naming.undo())), file));
    }

    private static ScriptFile configured(ScriptFile file, Map<String, ScriptFile> all) {
        ScriptFile conf = all.get(file.path() + ScriptConfiguration.SUFFIX);
        return conf == null ? file : file.configuredBy(conf);
    }

    /**
     * Looks through all locations.
     *
     * @param classes where {@code classpath:} locations are looked for
     * @param isCallback whether a file name without suffix is that of a SQL callback
     * @throws OrdermigException when a location cannot be read, or is missing and must not be
     */
    public static ScriptCatalog scan(ScriptsConfig config, ClassLoader classes, Predicate<String> isCallback) {
        ScriptScanner scanner = scanner(config, classes);
        scanner.scan(config.locations());
        List<ScriptFile> files = new ArrayList<>(scripts(scanner));
        List<String> missing = new ArrayList<>(scanner.missing());
        if (!config.callbackLocations().isEmpty()) {
            ScriptScanner callbacks = scanner(config, classes);
            callbacks.scan(config.callbackLocations());
            Predicate<ScriptFile> callback = file -> isCallback.test(stem(file, config.naming()));
            files.removeIf(callback);
            scripts(callbacks).stream().filter(callback).forEach(files::add);
            missing.addAll(callbacks.missing());
        }
        if (config.failOnMissingLocations()) {
            ScriptScanner.requireAll("locations", missing);
        }
        return new ScriptCatalog(config.naming(), files, scanner.classNames(), List.copyOf(missing));
    }

    private static ScriptScanner scanner(ScriptsConfig config, ClassLoader classes) {
        return new ScriptScanner("locations", config.baseFolder(), config.encoding(), classes);
    }

    private static List<ScriptFile> scripts(ScriptScanner scanner) {
        return scanner.files().stream().map(ScriptFile::new).toList();
    }

    /** The files that Flyway is shown: all but the inverses. */
    public List<ScriptFile> served() {
        return served;
    }

    /** The file with the given path relative to its location. */
    public Optional<ScriptFile> file(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The inverse file of a version, written with dots. */
    public Optional<ScriptFile> inverse(String version) {
        return Optional.ofNullable(inverses.get(normal(version)));
    }

    /** The versioned and repeatable migrations among the files. */
    public List<ScriptFile> migrations() {
        return served.stream()
                .filter(file -> isVersioned(file) || isRepeatable(file))
                .toList();
    }

    /** The repeatable migrations among the files. */
    public List<ScriptFile> repeatables() {
        return served.stream().filter(this::isRepeatable).toList();
    }

    /** Whether the name is that of a versioned migration. */
    public boolean isVersioned(ScriptFile file) {
        return isMigration(file, naming.versioned());
    }

    /** Whether the name is that of a repeatable migration. */
    public boolean isRepeatable(ScriptFile file) {
        return isMigration(file, naming.repeatable());
    }

    /** The names of the classes in class path locations, among which Java migrations are looked for. */
    public List<String> classNames() {
        return classNames;
    }

    /** The locations that do not exist. */
    public List<String> missingLocations() {
        return missingLocations;
    }

    private boolean isInverse(ScriptFile file) {
        return isMigration(file, naming.undo())
                && !versionOf(file, naming.undo()).isEmpty()
                && Character.isDigit(versionOf(file, naming.undo()).charAt(0));
    }

    private boolean isMigration(ScriptFile file, String prefix) {
        String name = file.name();
        return name.startsWith(prefix)
                && name.contains(naming.separator())
                && naming.suffixes().stream().anyMatch(name::endsWith);
    }

    private String versionOf(ScriptFile file, String prefix) {
        String name = file.name();
        int end = name.indexOf(naming.separator());
        return end < prefix.length() ? "" : name.substring(prefix.length(), end).replace('_', '.');
    }

    /** The form in which equal versions are equal texts: {@code 01.0} and {@code 1} are the same version. */
    private static String normal(String version) {
        return version.replaceAll("(?<![0-9])0+(?=[0-9])", "").replaceAll("(?:\\.0)+$", "");
    }

    private static String stem(ScriptFile file, Naming naming) {
        String name = file.name();
        for (String suffix : naming.suffixes()) {
            if (name.endsWith(suffix)) {
                name = name.substring(0, name.length() - suffix.length());
                break;
            }
        }
        int separator = name.indexOf(naming.separator());
        return separator < 0 ? name : name.substring(0, separator);
    }
}
