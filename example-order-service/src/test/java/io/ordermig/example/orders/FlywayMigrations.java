package io.ordermig.example.orders;

import db.migration.V20240305091500__NormalizePhoneNumbers;
import io.ordermig.postgres.UndoableMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Applies the migrations with Flyway alone, and the inverses as they stand. */
final class FlywayMigrations implements Migrations {

    private static final UndoableMigration PHONES = new V20240305091500__NormalizePhoneNumbers();

    /** The files that Flyway may see: it knows no inverses. */
    private static final Path FOLDER = folderWithoutInverses();

    private record UndoContext(Configuration configuration, Connection connection) implements Context {
        @Override
        public Configuration getConfiguration() {
            return configuration;
        }

        @Override
        public Connection getConnection() {
            return connection;
        }
    }

    private final OrderDatabase database;

    FlywayMigrations(OrderDatabase database) {
        this.database = database;
    }

    @Override
    public void migrate() {
        migrateTo("latest");
    }

    @Override
    public void migrateTo(String version) {
        Flyway flyway = flyway(version);
        if (Stream.of(flyway.info().all()).anyMatch(info -> info.getState().isFailed())) {
            flyway.repair();
        }
        flyway.migrate();
    }

    @Override
    public void undo() {
        Flyway flyway = flyway("latest");
        String version = flyway.info().current().getVersion().getVersion();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            if (version.equals(PHONES.getVersion().getVersion())) {
                PHONES.undo(new UndoContext(flyway.getConfiguration(), connection));
            } else {
                Path inverse = MigrationFiles.inverse(version)
                        .orElseThrow(() -> new IllegalStateException("There is no inverse of " + version));
                try (Statement statement = connection.createStatement()) {
                    statement.execute(MigrationFiles.text(inverse));
                }
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM flyway_schema_history WHERE version = ?")) {
                delete.setString(1, version);
                delete.executeUpdate();
            }
            connection.commit();
        } catch (Exception e) {
            throw new IllegalStateException("The inverse of " + version + " failed.", e);
        }
    }

    @Override
    public List<String> applied() {
        return versions(flyway("latest").info().applied());
    }

    @Override
    public List<String> pending() {
        return versions(flyway("latest").info().pending());
    }

    private static List<String> versions(MigrationInfo[] migrations) {
        return Arrays.stream(migrations)
                .map(info -> info.getVersion().getVersion())
                .toList();
    }

    private Flyway flyway(String target) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database.dataSource())
                .loggers("slf4j")
                .locations("filesystem:" + FOLDER)
                .javaMigrations(PHONES)
                .target(target);
        // Otherwise Flyway's own transaction keeps CREATE INDEX CONCURRENTLY waiting for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static Path folderWithoutInverses() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "migrations-for-flyway"))
                    .toAbsolutePath();
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            for (Path file : MigrationFiles.all("V")) {
                Files.copy(file, folder.resolve(MigrationFiles.name(file)), StandardCopyOption.REPLACE_EXISTING);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
