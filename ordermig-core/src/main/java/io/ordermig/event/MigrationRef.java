package io.ordermig.event;

/**
 * Names one migration in events and in the report.
 *
 * @param store the store that it changes, such as {@code postgresql}
 * @param version its version; empty for a repeatable migration
 * @param description its description, as its file name gives it
 * @param script the file name relative to its location, or the class name
 * @param kind how it is written: {@code SQL} or {@code JDBC} (Flyway's word for a Java migration)
 * @param phase expand, migrate or contract as its header declares; empty when it declares none
 * @param transactional whether it runs in a transaction, so that a failure leaves nothing behind
 */
public record MigrationRef(
        String store,
        String version,
        String description,
        String script,
        String kind,
        String phase,
        boolean transactional) {

    /** For people: {@code 3 add order tags}, or {@code repeatable order totals view}. */
    public String title() {
        return (version.isEmpty() ? "repeatable" : version) + " " + description;
    }
}
