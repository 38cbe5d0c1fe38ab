package io.ordermig.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where Flyway keeps what has been applied. The words are Flyway's.
 *
 * @param schemas the schemas under management, the first is the default; empty for the connection's own
 * @param defaultSchema the schema of the history table and of unqualified names; empty for the first of {@code schemas}
 * @param createSchemas whether missing schemas are created
 * @param table the name of the schema history table
 * @param tablespace the tablespace of that table; empty for the database's own
 * @param installedBy who is recorded as having applied a migration; empty for the database role
 * @param lockRetryCount how often, a second apart, the lock on the history is asked for while another run holds it; -1
 *     for ever
 */
public record HistoryConfig(
        List<String> schemas,
        String defaultSchema,
        boolean createSchemas,
        String table,
        String tablespace,
        String installedBy,
        int lockRetryCount) {

    public HistoryConfig {
        schemas = List.copyOf(schemas);
    }

    /** The schema of the history table and of unqualified names; empty to take the connection's own. */
    public Optional<String> schema() {
        return defaultSchema.isEmpty() ? schemas.stream().findFirst() : Optional.of(defaultSchema);
    }

    /** All schemas that are named, each once. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(schemas);
        schema().ifPresent(all::add);
        return all;
    }

    /** Reads {@code schemas}, {@code table} and their kin; notes what is wrong with them. */
    public static HistoryConfig from(Settings settings) {
        return new HistoryConfig(
                settings.list("schemas", List.of()),
                settings.text("defaultSchema", ""),
                settings.flag("createSchemas", true),
                settings.text("table", "flyway_schema_history"),
                settings.text("tablespace", ""),
                settings.text("installedBy", ""),
                settings.number("lockRetryCount", 50, -1, Integer.MAX_VALUE));
    }
}
