package io.ordermig.example.orders;

import db.migration.V20240305091500__NormalizePhoneNumbers;
import io.ordermig.Ordermig;
import io.ordermig.Run;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.Inventory;
import io.ordermig.postgres.UndoableMigration;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;

/** Applies the migrations of this project with ordermig, and the inverses as they stand. */
final class OrdermigMigrations implements Migrations {

    private static final UndoableMigration PHONES = new V20240305091500__NormalizePhoneNumbers();

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

    OrdermigMigrations(OrderDatabase database) {
        this.database = database;
    }

    @Override
    public void migrate() {
        migrateTo("latest");
    }

    @Override
    public void migrateTo(String version) {
        if (rows(row -> row.state().contains("Failed")).size() > 0) {
            run().repair(config("latest"), getClass().getClassLoader());
        }
        run().migrate(config(version), withoutRestorePoint(), getClass().getClassLoader());
    }

    @Override
    public void undo() {
        List<String> applied = applied();
        String version = applied.get(applied.size() - 1);
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            if (version.equals(PHONES.getVersion().getVersion())) {
                PHONES.undo(new UndoContext(Flyway.configure(), connection));
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
        return rows(row -> row.applied().isPresent());
    }

    @Override
    public List<String> pending() {
        return rows(Inventory.Row::pending);
    }

    private List<String> rows(Predicate<Inventory.Row> which) {
        return run().info(config("latest"), getClass().getClassLoader()).rows().stream()
                .filter(which)
                .map(row -> row.migration().version())
                .toList();
    }

    private static Ordermig run() {
        RunConfig config =
                RunConfig.from(new Settings(), "test", "example-order-service", Path.of("target", "ordermig-tests"));
        return new Ordermig(
                new Run(config.environment(), config.project(), Clock.systemUTC()),
                config,
                Vocabulary.NEUTRAL,
                List.of());
    }

    /** The databases of the tests are thrown away. */
    private static SnapshotConfig withoutRestorePoint() {
        return SnapshotConfig.from(Settings.of(Map.of("snapshotSkip", "true")));
    }

    private PostgresConfig config(String target) {
        Settings settings = Settings.of(Map.of(
                "url", database.url(), "user", database.user(), "password", database.password(), "target", target));
        PostgresConfig config = PostgresConfig.from(settings);
        settings.check();
        return config;
    }
}
