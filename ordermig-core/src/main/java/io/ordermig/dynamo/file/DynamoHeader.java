package io.ordermig.dynamo.file;

import io.ordermig.script.Phase;
import java.util.Optional;

/**
 * What the directives at the top of a file say.
 *
 * @param phase the declared phase
 * @param irreversible why the migration has no inverse
 */
public record DynamoHeader(Optional<Phase> phase, Optional<String> irreversible) {

    /** The header of a file without directives, and of a Java migration. */
    public static final DynamoHeader EMPTY = new DynamoHeader(Optional.empty(), Optional.empty());
}
