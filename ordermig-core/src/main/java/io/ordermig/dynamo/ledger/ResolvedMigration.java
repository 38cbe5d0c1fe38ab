package io.ordermig.dynamo.ledger;

/**
 * A migration that was found in the project.
 *
 * @param version its version
 * @param description what it does, as its name says
 * @param script the name of the file or class, by which people find it
 * @param kind how it is written, such as {@code YAML} or {@code JAVA}
 * @param checksum what tells this text from any other
 * @param operations how many operations it has
 */
public record ResolvedMigration(
        Version version, String description, String script, String kind, String checksum, int operations) {

    /** For people: {@code 3 add order index}. */
    public String title() {
        return version + " " + description;
    }
}
