package io.ordermig.postgres;

import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A Java migration with its inverse. {@link #undo} restores what {@link #migrate} found: catalog and rows. It runs on
 * the connection that the context gives, in a transaction that the caller ends.
 */
public interface UndoableMigration extends JavaMigration {

    /**
     * Takes the migration back.
     *
     * @param context gives the connection; never commit or close it
     * @throws Exception to fail and roll back
     */
    void undo(Context context) throws Exception;
}
