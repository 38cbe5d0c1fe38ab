package io.ordermig.dynamo;

import java.util.OptionalInt;

/**
 * A DynamoDB migration in Java. The class lies in the folder of a {@code classpath:} location, by default in package
 * {@code db.dynamo}, has a public constructor without parameters, and a name such as
 * {@code V20240312090000__AddOrderIndex}: version and description.
 *
 * <p>A run that was killed calls it again, so each of its effects is one that may be repeated.
 */
public interface DynamoMigration {

    /**
     * Makes the change.
     *
     * @param context what it works with
     * @throws Exception to fail; what was done stays
     */
    void migrate(DynamoContext context) throws Exception;

    /** What tells this version of the class from another; by default nothing does. */
    default OptionalInt checksum() {
        return OptionalInt.empty();
    }
}
