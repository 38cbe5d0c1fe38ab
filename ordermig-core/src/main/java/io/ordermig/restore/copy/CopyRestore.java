package io.ordermig.restore.copy;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.ListedPoint;

/** Takes a database back to a copy of it on the same server. */
public final class CopyRestore implements Restore {

    private final String database;

    private CopyRestore(String database) {
        this.database = database;
    }

    /**
     * The restore of a database.
     *
     * @param connection how the database is reached
     * @param classes where certificates may lie
     * @param database its name
     */
    public static CopyRestore open(
            ConnectionConfig connection, ClassLoader classes, RestoreContext context, String database) {
        return new CopyRestore(database);
    }

    @Override
    public String source() {
        return database;
    }

    @Override
    public ListedPoint point() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RestorePlan plan() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Aftermath carryOut(RestorePlan plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
