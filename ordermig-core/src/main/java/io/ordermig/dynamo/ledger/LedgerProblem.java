package io.ordermig.dynamo.ledger;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with the ledger of DynamoDB migrations, and what it can tell. */
public enum LedgerProblem implements ProblemCode {
    /** Another run holds the lock. */
    LOCKED("dynamo/locked", Fault.ENVIRONMENT),
    /** The lock was lost while it was needed. */
    LOCK_LOST("dynamo/lock-lost", Fault.ENVIRONMENT),
    /** The run was told to stop while it waited. */
    INTERRUPTED("dynamo/interrupted", Fault.ENVIRONMENT),

    /** A newer ordermig has written the ledger. */
    LEDGER_NEWER("dynamo/ledger-newer", Fault.USER),
    /** The table is something else. */
    NOT_A_LEDGER("dynamo/not-a-ledger", Fault.USER),
    /** The table is not ready in time. */
    LEDGER_NOT_READY("dynamo/ledger-not-ready", Fault.ENVIRONMENT),
    /** A row is not what it was a moment ago. */
    LEDGER_CHANGED("dynamo/ledger-changed", Fault.ENVIRONMENT),

    /** The file of an applied migration was changed. */
    CHECKSUM_MISMATCH("dynamo/checksum-mismatch", Fault.USER),
    /** The file of an applied migration is gone. */
    MISSING("dynamo/missing", Fault.USER),
    /** A migration is not applied, and a higher version is. */
    OUT_OF_ORDER("dynamo/out-of-order", Fault.USER),
    /** A migration stopped at a problem. */
    FAILED("dynamo/failed", Fault.USER),
    /** A migration was begun by a run that was killed. */
    HALF_DONE("dynamo/half-done", Fault.ENVIRONMENT),
    /** The file of a migration was changed after a part of it had been applied. */
    CHANGED_MIDWAY("dynamo/changed-midway", Fault.USER),
    /** A migration is not in the state from which it can be undone. */
    UNDO_REFUSED("dynamo/undo-refused", Fault.USER),
    /** The ledger already says something else than the baseline asked for. */
    BASELINE_REFUSED("dynamo/baseline-refused", Fault.USER);

    private final String id;
    private final Fault fault;

    LedgerProblem(String id, Fault fault) {
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
