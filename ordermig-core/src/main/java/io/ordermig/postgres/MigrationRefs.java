package io.ordermig.postgres;

import io.ordermig.event.Inventory;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.postgres.script.ScriptCatalog;
import io.ordermig.postgres.script.ScriptFile;
import io.ordermig.postgres.script.ScriptHeader;
import io.ordermig.script.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.migration.JavaMigration;

/** Names Flyway's migrations in our own terms, with what their files say. */
final class MigrationRefs {

    private final ScriptCatalog catalog;
    private final Map<String, JavaMigration> javaMigrations = new HashMap<>();

    MigrationRefs(ScriptCatalog catalog, List<JavaMigration> javaMigrations) {
        this.catalog = catalog;
        javaMigrations.forEach(
                migration -> this.javaMigrations.put(migration.getClass().getName(), migration));
    }

    MigrationRef of(MigrationInfo info) {
        ScriptHeader header = header(info);
        boolean transactional = script(info)
                .map(file -> file.transactionality().inTransaction())
                .orElseGet(() ->
                        java(info).map(JavaMigration::canExecuteInTransaction).orElse(true));
        return new MigrationRef(
                PostgresEngine.STORE,
                info.getVersion() == null ? "" : info.getVersion().getVersion(),
                String.valueOf(info.getDescription()),
                String.valueOf(info.getScript()),
                info.getType() == null ? "" : info.getType().name(),
                header.phase().map(Phase::name).orElse("").toLowerCase(Locale.ROOT),
                transactional);
    }

    /** The file of a SQL migration. */
    Optional<ScriptFile> script(MigrationInfo info) {
        return info.getScript() == null ? Optional.empty() : catalog.file(info.getScript());
    }

    /** The header of a SQL migration; an empty one for others. */
    ScriptHeader header(MigrationInfo info) {
        return script(info).map(ScriptFile::header).orElse(ScriptHeader.EMPTY);
    }

    /** How a versioned migration can be taken back. */
    Inverse inverse(MigrationInfo info) {
        if (info.getVersion() == null) {
            return Inverse.NOT_NEEDED;
        }
        if (catalog.inverse(info.getVersion().getVersion()).isPresent()
                || java(info).filter(UndoableMigration.class::isInstance).isPresent()) {
            return Inverse.PRESENT;
        }
        return header(info).irreversible().isPresent() ? Inverse.IRREVERSIBLE : Inverse.MISSING;
    }

    /** What Flyway knows of all migrations. */
    Inventory inventory(MigrationInfoService info, String schema) {
        MigrationInfo current = info.current();
        List<MigrationInfo> pending = Arrays.asList(info.pending());
        List<Inventory.Row> rows = new ArrayList<>();
        for (MigrationInfo one : info.all()) {
            Date installed = one.getInstalledOn();
            rows.add(new Inventory.Row(
                    of(one),
                    one.getState().getDisplayName(),
                    pending.contains(one),
                    inverse(one),
                    installed == null ? null : installed.toInstant()));
        }
        String version = current == null || current.getVersion() == null
                ? ""
                : current.getVersion().getVersion();
        return new Inventory(PostgresEngine.STORE, schema, version, rows);
    }

    private Optional<JavaMigration> java(MigrationInfo info) {
        return Optional.ofNullable(javaMigrations.get(String.valueOf(info.getScript())));
    }
}
