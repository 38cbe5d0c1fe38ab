package io.ordermig.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that change a database, or take care of its restore points, have in common: how there is a way back, and who is told. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractRestorePointMojo extends AbstractPostgresMojo {

    /** What kind of restore point is taken: <code>rds</code>, a snapshot of the RDS instance or of its Aurora cluster; <code>copy</code>, a copy of the database on the same server; <code>auto</code>, the first when the instance is named or the host is an endpoint of RDS, the second for a server on this machine. */
    @Parameter(property = "ordermig.snapshot.kind", defaultValue = "auto")
    private @Nullable String snapshotKind;

    /** The identifier of the RDS instance, or of the Aurora or Multi-AZ cluster. Needed only when the host in the URL is not its endpoint. Fallback: <code>db-instance-id</code> in Parameter Store, then the secret. */
    @Parameter(property = "ordermig.dbInstanceId")
    private @Nullable String dbInstanceId;

    /** Whether <code>snapshot</code> does nothing and <code>migrate</code> goes without a restore point. */
    @Parameter(property = "ordermig.snapshot.skip", defaultValue = "false")
    private @Nullable String snapshotSkip;

    /** What <code>migrate</code> does when no restore point can be taken: <code>fail</code> before the first change, or <code>warn</code> and go on without one. */
    @Parameter(property = "ordermig.onSnapshotFailure", defaultValue = "fail")
    private @Nullable String onSnapshotFailure;

    /** How long a restore point may take, from the first call until it can be restored from. What is not done by then goes on by itself, and the next run adopts it. */
    @Parameter(property = "ordermig.snapshot.timeout", defaultValue = "2h")
    private @Nullable String snapshotTimeout;

    /** The time between two looks at a snapshot; each is varied by a fifth. */
    @Parameter(property = "ordermig.snapshot.pollInterval", defaultValue = "15s")
    private @Nullable String snapshotPollInterval;

    /** A restore point of ordermig's own that is not older than this, with nothing applied since, serves instead of a new one. 0 takes a new one, unless one is being made at that moment. */
    @Parameter(property = "ordermig.snapshot.adoptWithin", defaultValue = "30m")
    private @Nullable String snapshotAdoptWithin;

    /** What is done about those who are connected to a database that is to be copied, which PostgreSQL refuses: <code>fail</code> names them, <code>terminate</code> ends their sessions. */
    @Parameter(property = "ordermig.onConnected", defaultValue = "fail")
    private @Nullable String onConnected;

    /** For the goals. */
    protected AbstractRestorePointMojo() {}
}
