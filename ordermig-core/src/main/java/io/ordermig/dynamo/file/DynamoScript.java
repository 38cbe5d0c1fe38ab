package io.ordermig.dynamo.file;

import io.ordermig.dynamo.DynamoMigration;
import io.ordermig.dynamo.ledger.Version;
import java.util.List;
import java.util.Optional;

/**
 * One DynamoDB migration of a project.
 *
 * @param version its version
 * @param description what it does, as its name says
 * @param file the path of its file relative to its location, or the name of its class
 * @param origin where it is, for messages
 * @param kind how it is written
 * @param checksum what tells its text from another: the CRC-32 that Flyway computes, line ends and placeholders aside.
 *     Empty for a class without one
 * @param header what its directives say
 * @param operations its operations in order; none for a class
 * @param java the class that makes the change; empty for a file
 * @param inverse how it is taken back
 */
public record DynamoScript(
        Version version,
        String description,
        String file,
        String origin,
        Kind kind,
        String checksum,
        DynamoHeader header,
        List<DynamoOperation> operations,
        Optional<DynamoMigration> java,
        Optional<DynamoInverse> inverse) {

    public DynamoScript {
        operations = List.copyOf(operations);
    }

    /** How a migration is written. */
    public enum Kind {
        /** In YAML. */
        YAML,
        /** In JSON. */
        JSON,
        /** As a class. */
        JAVA
    }

    /** The same, with its inverse. */
    DynamoScript with(DynamoInverse found) {
        return new DynamoScript(
                version, description, file, origin, kind, checksum, header, operations, java, Optional.of(found));
    }
}
