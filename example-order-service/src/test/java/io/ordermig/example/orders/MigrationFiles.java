package io.ordermig.example.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQL files of this project's migrations. */
public final class MigrationFiles {

    private static final String VERIFY = "-- ordermig:verify ";
    private static final String IRREVERSIBLE = "-- ordermig:irreversible ";

    private MigrationFiles() {}

    /** All files whose names begin with the prefix, in order. */
    public static List<Path> all(String prefix) {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(
                            file -> name(file).startsWith(prefix) && name(file).endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<Path> migration(String version) {
        return all("V" + version + "__").stream().findFirst();
    }

    public static Optional<Path> inverse(String version) {
        return all("U" + version + "__").stream().findFirst();
    }

    /** The queries that must be true after a migration. */
    public static List<String> verifications(String version) {
        return directives(version, VERIFY);
    }

    public static boolean irreversible(String version) {
        return !directives(version, IRREVERSIBLE).isEmpty();
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<String> directives(String version, String directive) {
        return migration(version).stream()
                .flatMap(file -> text(file).lines())
                .filter(line -> line.startsWith(directive))
                .map(line -> line.substring(directive.length()))
                .toList();
    }

    private static Path folder() {
        try {
            Path base = Path.of(MigrationFiles.class
                    .getResource("/db/migration/V20240115100000__create_order_schema.sql")
                    .toURI());
            return base.getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
