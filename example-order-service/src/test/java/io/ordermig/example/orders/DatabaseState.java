package io.ordermig.example.orders;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that an inverse has to restore: the catalog, and every row of every table. Of schema {@code public}, without
 * the schema history.
 *
 * <p>The order of columns is left out: PostgreSQL cannot put a dropped column back in its old place, so no inverse can.
 *
 * @param catalog a line for each object and its properties, sorted
 * @param rows the rows of each table as JSON, sorted
 */
public record DatabaseState(List<String> catalog, SortedMap<String, List<String>> rows) {

    private static final int SHOWN = 20;

    private static final String OURS =
            "relnamespace = 'public'::regnamespace AND relname NOT LIKE 'flyway_schema_history%'";

    private static final List<String> CATALOG = List.of(
            "SELECT format('relation %s: kind %s, %s, options %s, rights %s, replica identity %s, row security %s',"
                    + " relname, relkind, relpersistence, reloptions, relacl, relreplident, relrowsecurity)"
                    + " FROM pg_class WHERE " + OURS,
            "SELECT format('column %s.%s: %s, not null %s, default %s, identity %s, generated %s, collation %s, storage %s,"
                    + " statistics %s, rights %s', relname, attname, format_type(atttypid, atttypmod), attnotnull,"
                    + " pg_get_expr(adbin, adrelid), attidentity, attgenerated, attcollation::regcollation, attstorage,"
                    + " attstattarget, attacl)"
                    + " FROM pg_class JOIN pg_attribute a ON attrelid = pg_class.oid"
                    + " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
                    + " WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND attnum > 0 AND NOT attisdropped AND " + OURS,
            "SELECT format('constraint %s.%s: %s, validated %s', relname, conname, pg_get_constraintdef(c.oid), convalidated)"
                    + " FROM pg_constraint c JOIN pg_class ON pg_class.oid = conrelid WHERE " + OURS,
            "SELECT format('index %s: %s, valid %s, ready %s', relname, pg_get_indexdef(indexrelid), indisvalid, indisready)"
                    + " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE " + OURS,
            "SELECT format('trigger %s: %s, enabled %s', tgname, pg_get_triggerdef(t.oid), tgenabled)"
                    + " FROM pg_trigger t JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND " + OURS,
            "SELECT format('view %s: %s', relname, pg_get_viewdef(oid)) FROM pg_class WHERE relkind IN ('v', 'm') AND "
                    + OURS,
            "SELECT format('function %s', pg_get_functiondef(oid)) FROM pg_proc"
                    + " WHERE prokind IN ('f', 'p') AND pronamespace = 'public'::regnamespace",
            "SELECT format('sequence %s: %s, from %s to %s by %s, cache %s, cycle %s', sequencename, data_type, min_value,"
                    + " max_value, increment_by, cache_size, cycle) FROM pg_sequences WHERE schemaname = 'public'",
            "SELECT format('type %s: %s, %s', typname, typtype, (SELECT array_agg(enumlabel ORDER BY enumsortorder)"
                    + " FROM pg_enum WHERE enumtypid = t.oid))"
                    + " FROM pg_type t WHERE typtype IN ('d', 'e', 'r') AND typnamespace = 'public'::regnamespace",
            "SELECT format('comment on %s: %s', pg_describe_object(classoid, objoid, objsubid), description)"
                    + " FROM pg_description JOIN pg_class ON pg_class.oid = objoid AND classoid = 'pg_class'::regclass"
                    + " WHERE " + OURS);

    /** The state of a database now. Times are written in UTC, so that two states can be compared anywhere. */
    public static DatabaseState of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone TO 'UTC'");
        }
        List<String> catalog = new ArrayList<>();
        for (String sql : CATALOG) {
            catalog.addAll(strings(connection, sql));
        }
        SortedMap<String, List<String>> rows = new TreeMap<>();
        for (String table :
                strings(connection, "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND " + OURS)) {
            rows.put(
                    table,
                    strings(connection, "SELECT to_jsonb(t)::text COLLATE \"C\" FROM " + table + " t ORDER BY 1"));
        }
        return new DatabaseState(catalog.stream().sorted().toList(), rows);
    }

    /** What differs, for people; empty when nothing does. */
    public List<String> differences(DatabaseState expected) {
        List<String> differences = new ArrayList<>();
        compare("", expected.catalog, catalog, differences);
        for (String table : expected.rows.keySet()) {
            compare(table + " ", expected.rows.get(table), rows.getOrDefault(table, List.of()), differences);
        }
        return differences;
    }

    private static void compare(String label, List<String> expected, List<String> actual, List<String> differences) {
        if (expected.equals(actual)) {
            return;
        }
        List<String> missing = new ArrayList<>(expected);
        List<String> surplus = new ArrayList<>(actual);
        actual.forEach(missing::remove);
        expected.forEach(surplus::remove);
        missing.stream().limit(SHOWN).forEach(line -> differences.add("missing: " + label + line));
        surplus.stream().limit(SHOWN).forEach(line -> differences.add("surplus: " + label + line));
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }
}
