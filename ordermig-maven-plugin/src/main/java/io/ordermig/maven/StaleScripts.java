package io.ordermig.maven;

import io.ordermig.config.Settings;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;

/**
 * Finds migration files that were written after the project was built: a goal that is run by name would not see them, or
 * would see them as they were. Only class path locations are built. A resource that leaves files out may do so on purpose:
 * of such a one, only what is there is compared.
 */
final class StaleScripts {

    private static final String CLASSPATH = "classpath:";
    private static final int SHOWN = 5;

    private final MavenProject project;
    private final Kind kind;

    /** Which files, and where they are. */
    private record Kind(String locations, String folder, Function<Settings, List<String>> suffixes) {}

    private StaleScripts(MavenProject project, Kind kind) {
        this.project = project;
        this.kind = kind;
    }

    /** Those with SQL. */
    static StaleScripts ofPostgres(MavenProject project) {
        return new StaleScripts(
                project,
                new Kind(
                        "locations",
                        "db/migration",
                        settings -> settings.list("sqlMigrationSuffixes", List.of(".sql"))));
    }

    /** Those with operations of DynamoDB. */
    static StaleScripts ofDynamo(MavenProject project) {
        return new StaleScripts(
                project, new Kind("dynamoLocations", "db/dynamo", settings -> List.of(".yaml", ".yml", ".json")));
    }

    void check(Settings settings) {
        Path classes = Path.of(project.getBuild().getOutputDirectory());
        List<String> suffixes = kind.suffixes().apply(settings);
        List<String> stale = new ArrayList<>();
        for (String location : settings.list(kind.locations(), List.of(CLASSPATH + kind.folder()))) {
            if (location.startsWith(CLASSPATH) || !location.contains(":")) {
                String folder = location.replace(CLASSPATH, "").replaceAll("^/+|/+$|/?[^/]*[*?].*$", "");
                Predicate<Path> script = file -> suffixes.stream().anyMatch(file.toString()::endsWith);
                project.getResources().forEach(resource -> compare(resource, folder, classes, script, stale));
            }
        }
        if (!stale.isEmpty()) {
            Problem.Builder problem = Problem.of(
                            PluginProblem.STALE, "The project was not built since its migration files were written.")
                    .where(classes.toString());
            stale.stream().limit(SHOWN).forEach(problem::detail);
            if (stale.size() > SHOWN) {
                problem.detail("and " + (stale.size() - SHOWN) + " more");
            }
            settings.problem(problem.fix("Build it in the same call: mvn process-classes ordermig:<goal> …")
                    .build());
        }
    }

    private static void compare(
            Resource resource, String folder, Path classes, Predicate<Path> script, List<String> stale) {
        Path source = Path.of(resource.getDirectory()).resolve(folder);
        if (resource.getTargetPath() != null || !Files.isDirectory(source)) {
            return;
        }
        boolean complete =
                resource.getIncludes().isEmpty() && resource.getExcludes().isEmpty();
        try (Stream<Path> walk = Files.walk(source)) {
            Stream<Path> scripts =
                    walk.filter(Files::isRegularFile).filter(script).sorted();
            for (Path file : (Iterable<Path>) scripts::iterator) {
                Path built =
                        classes.resolve(folder).resolve(source.relativize(file).toString());
                if (!Files.exists(built)) {
                    if (complete) {
                        stale.add("not there: " + source.relativize(file));
                    }
                } else if (isNewer(file, built) && (resource.isFiltering() || Files.mismatch(file, built) >= 0)) {
                    stale.add("older than its source: " + source.relativize(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path file, Path built) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(built)) > 0;
    }
}
