package io.ordermig.dynamo;

/** A DynamoDB migration in Java with its inverse. */
public interface UndoableDynamoMigration extends DynamoMigration {

    /**
     * Takes the migration back. Like {@link #migrate} it may be called again after a kill.
     *
     * @param context what it works with
     * @throws Exception to fail; what was done stays
     */
    void undo(DynamoContext context) throws Exception;
}
