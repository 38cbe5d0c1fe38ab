package io.ordermig.postgres;

import io.ordermig.config.ConfigProblem;
import io.ordermig.config.HistoryConfig;
import io.ordermig.config.MigrateConfig;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.ScriptsConfig;
import io.ordermig.postgres.script.ScriptCatalog;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Puts a configured Flyway together. */
final class FlywayFactory {

    private final PostgresConfig config;
    private final ClassLoader classes;
    private final ScriptCatalog catalog;
    private final List<JavaMigration> javaMigrations;

    FlywayFactory(
            PostgresConfig config, ClassLoader classes, ScriptCatalog catalog, List<JavaMigration> javaMigrations) {
        this.config = config;
        this.classes = classes;
        this.catalog = catalog;
        this.javaMigrations = List.copyOf(javaMigrations);
    }

    /**
     * A Flyway on the given sessions.
     *
     * @param callbacks our own, called before the user's
     */
    Flyway create(DataSource dataSource, List<Callback> callbacks) {
        try {
            return configured(dataSource, callbacks);
        } catch (FlywayException e) {
            throw new OrdermigException(
                    Problem.of(ConfigProblem.INVALID_VALUE, "Flyway does not accept the value of a parameter.")
                            .detail(String.valueOf(e.getMessage()).replaceAll("\\s+", " "))
                            .fix("Correct the value that the message names.")
                            .build(),
                    e);
        }
    }

    private Flyway configured(DataSource dataSource, List<Callback> callbacks) {
        FluentConfiguration flyway = Flyway.configure(classes)
                .loggers(FlywayLog.class.getName())
                .dataSource(dataSource)
                .resourceProvider(new FlywayResources(catalog))
                .javaMigrationClassProvider(List::of)
                .javaMigrations(javaMigrations.toArray(JavaMigration[]::new))
                .group(false)
                .cleanDisabled(false);
        // With Flyway's default a CREATE INDEX CONCURRENTLY waits for ever for Flyway's own other transaction.
        flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        apply(flyway, config.scripts(), callbacks);
        apply(flyway, config.history());
        apply(flyway, config.migrate());
        Flyway loaded = flyway.load();
        keepCallbacks(loaded, flyway.getCallbacks());
        // Flyway reads some values only when it needs them; what is wrong with them is better known now.
        loaded.getConfiguration().getIgnoreMigrationPatterns();
        loaded.getConfiguration().getResolvers();
        return loaded;
    }

    /** Flyway drops the callbacks it was given when it finds callback classes in the package {@code db.callback}. */
    private static void keepCallbacks(Flyway loaded, Callback[] given) {
        List<Callback> kept = Arrays.asList(loaded.getConfiguration().getCallbacks());
        if (!kept.containsAll(Arrays.asList(given)) && loaded.getConfiguration() instanceof ClassicConfiguration own) {
            Set<Callback> all = new LinkedHashSet<>(Arrays.asList(given));
            all.addAll(kept);
            own.setCallbacks(all.toArray(Callback[]::new));
        }
    }

    private static void apply(FluentConfiguration flyway, ScriptsConfig scripts, List<Callback> callbacks) {
        ScriptsConfig.Naming naming = scripts.naming();
        ScriptsConfig.Placeholders placeholders = scripts.placeholders();
        ScriptsConfig.Extensions extensions = scripts.extensions();
        flyway.encoding(scripts.encoding())
                .sqlMigrationPrefix(naming.versioned())
                .repeatableSqlMigrationPrefix(naming.repeatable())
                .sqlMigrationSeparator(naming.separator())
                .sqlMigrationSuffixes(naming.suffixes().toArray(String[]::new))
                .validateMigrationNaming(naming.validate())
                .placeholderReplacement(placeholders.replace())
                .placeholderPrefix(placeholders.prefix())
                .placeholderSuffix(placeholders.suffix())
                .placeholderSeparator(placeholders.separator())
                .placeholders(placeholders.values())
                .skipDefaultCallbacks(extensions.skipDefaultCallbacks())
                .skipDefaultResolvers(extensions.skipDefaultResolvers());
        if (!extensions.callbacks().isEmpty()) {
            flyway.callbacks(extensions.callbacks().toArray(String[]::new));
        }
        if (!extensions.resolvers().isEmpty()) {
            flyway.resolvers(extensions.resolvers().toArray(String[]::new));
        }
        Callback[] users = flyway.getCallbacks();
        Callback[] all = new Callback[callbacks.size() + users.length];
        callbacks.toArray(all);
        System.arraycopy(users, 0, all, callbacks.size(), users.length);
        flyway.callbacks(all);
    }

    private static void apply(FluentConfiguration flyway, HistoryConfig history) {
        flyway.schemas(history.schemas().toArray(String[]::new))
                .createSchemas(history.createSchemas())
                .table(history.table())
                .lockRetryCount(history.lockRetryCount());
        if (!history.defaultSchema().isEmpty()) {
            flyway.defaultSchema(history.defaultSchema());
        }
        if (!history.tablespace().isEmpty()) {
            flyway.tablespace(history.tablespace());
        }
        if (!history.installedBy().isEmpty()) {
            flyway.installedBy(history.installedBy());
        }
    }

    private static void apply(FluentConfiguration flyway, MigrateConfig migrate) {
        flyway.target(migrate.target())
                .outOfOrder(migrate.outOfOrder())
                .validateOnMigrate(migrate.validateOnMigrate())
                .ignoreMigrationPatterns(migrate.ignoreMigrationPatterns().toArray(String[]::new))
                .skipExecutingMigrations(migrate.skipExecutingMigrations())
                .batch(migrate.execution().batch())
                .outputQueryResults(migrate.execution().outputQueryResults())
                .baselineVersion(migrate.baseline().version())
                .baselineDescription(migrate.baseline().description())
                .baselineOnMigrate(migrate.baseline().onMigrate());
    }
}
