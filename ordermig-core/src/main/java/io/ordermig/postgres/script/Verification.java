package io.ordermig.postgres.script;

/**
 * A question about the data after a migration.
 *
 * @param sql a query that returns one boolean
 * @param line the line of the file that asks it, from 1
 */
public record Verification(String sql, int line) {}
