package io.ordermig.snapshot;

import io.ordermig.config.SnapshotConfig;
import io.ordermig.config.SnapshotConfig.Kind;
import io.ordermig.postgres.ServerUrl;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.snapshot.rds.RdsTarget;

/** Decides what kind of restore point a database can have. */
public final class SourceKind {

    private SourceKind() {}

    /**
     * {@link Kind#RDS} or {@link Kind#COPY}.
     *
     * @throws OrdermigException when it is to be found out and cannot be
     */
    public static Kind of(SnapshotConfig config, ServerUrl server) {
        if (config.kind() == Kind.COPY) {
            return Kind.COPY;
        }
        if (RdsTarget.of(config.dbInstance(), server).isPresent()) {
            return Kind.RDS;
        }
        if (config.kind() == Kind.AUTO && server.isThisMachine()) {
            return Kind.COPY;
        }
        throw new OrdermigException(Problem.of(
                        SnapshotProblem.KIND_UNKNOWN, "It is not known how to take a restore point of this database.")
                .where("host " + server.host())
                .detail("The host name is not an endpoint of RDS, no instance is named, and the server is not on this"
                        + " machine.")
                .fix(Remedy.set("dbInstanceId", "<identifier>", "if it is an RDS instance or Aurora cluster"))
                .fix(Remedy.set(
                        "snapshotKind",
                        "copy",
                        "to have the database copied on its server, which nobody may be" + " connected to meanwhile"))
                .fix(Remedy.set("snapshotSkip", "true", "if something else takes care of restore points"))
                .build());
    }
}
