package io.ordermig.snapshot;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with restore points. */
public enum SnapshotProblem implements ProblemCode {
    /** It is not known how to take one. */
    KIND_UNKNOWN("snapshot/kind-unknown", Fault.USER),
    /** No instance and no cluster of that name. */
    INSTANCE_NOT_FOUND("snapshot/instance-not-found", Fault.USER),
    /** The instance named is not the one that is migrated. */
    OTHER_INSTANCE("snapshot/other-instance", Fault.USER),
    /** The instance is in a state in which none can be taken. */
    INSTANCE_NOT_READY("snapshot/instance-not-ready", Fault.ENVIRONMENT),
    /** There are as many as the account may have. */
    QUOTA("snapshot/quota", Fault.ENVIRONMENT),
    /** It was begun and failed. */
    FAILED("snapshot/failed", Fault.ENVIRONMENT),
    /** It did not become usable within the budget. */
    TIMED_OUT("snapshot/timed-out", Fault.ENVIRONMENT),
    /** Waiting was interrupted. */
    INTERRUPTED("snapshot/interrupted", Fault.ENVIRONMENT),
    /** Somebody is connected to the database that is to be copied. */
    CONNECTED("snapshot/connected", Fault.ENVIRONMENT),
    /** The role may not copy the database. */
    NOT_PERMITTED("snapshot/not-permitted", Fault.USER),
    /** A copy would be made on a server of RDS, where snapshots do no harm. */
    COPY_ON_RDS("snapshot/copy-on-rds", Fault.USER),
    /** Removing was not confirmed. */
    PRUNE_REFUSED("snapshot/prune-refused", Fault.USER);

    private final String id;
    private final Fault fault;

    SnapshotProblem(String id, Fault fault) {
        this.id = id;
        this.fault = fault;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return fault;
    }
}
