package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.config.PostgresConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.rds.RdsTarget;

/** Takes an RDS instance, or a cluster, back to a snapshot or to a moment. */
public final class RdsRestore implements Restore {

    private final RdsTarget target;

    private RdsRestore(RdsTarget target) {
        this.target = target;
    }

    /**
     * The restore of an instance, or of the cluster that it belongs to, whether it is still there or not.
     *
     * @param postgres how the database is reached, to verify what was restored
     * @param classes the project's classes
     */
    public static RdsRestore open(
            Aws aws, RestoreContext context, RdsTarget target, PostgresConfig postgres, ClassLoader classes) {
        return new RdsRestore(target);
    }

    @Override
    public String source() {
        return target.identifier();
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
