package io.ordermig.snapshot.copy;

/** The size of a database, for who may know it. */
final class DatabaseSize {

    private DatabaseSize() {}

    /** An expression for the size in bytes, or {@code otherwise} where the role has no right to be told. */
    static String of(String oid, String otherwise) {
        return "CASE WHEN has_database_privilege(" + oid + ", 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE')"
                + " THEN pg_database_size(" + oid + ") ELSE " + otherwise + " END";
    }
}
