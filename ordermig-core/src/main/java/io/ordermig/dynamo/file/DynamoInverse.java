package io.ordermig.dynamo.file;

import io.ordermig.dynamo.UndoableDynamoMigration;
import java.util.List;
import java.util.Optional;

/**
 * What takes a migration back.
 *
 * @param file the path of its file relative to its location, or the name of its class
 * @param origin where it is, for messages
 * @param checksum what tells its text from another; empty for a class without one
 * @param operations its operations in order; none for a class
 * @param java the class that takes the change back; empty for a file
 */
public record DynamoInverse(
        String file,
        String origin,
        String checksum,
        List<DynamoOperation> operations,
        Optional<UndoableDynamoMigration> java) {

    public DynamoInverse {
        operations = List.copyOf(operations);
    }
}
