package io.ordermig.dynamo.backfill;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with backfills of items. Throttling and outages of AWS have codes of their own. */
public enum BackfillProblem implements ProblemCode {
    /** Expressions, names and values do not fit together. */
    INVALID("dynamo/backfill-invalid", Fault.USER),
    /** DynamoDB refuses an expression, or the change of an item. */
    REFUSED("dynamo/backfill-refused", Fault.USER),
    /** The table is not there, or not any more. */
    TABLE_MISSING("dynamo/backfill-table-missing", Fault.USER),
    /** An item that was changed would be changed again. */
    ENDLESS("dynamo/backfill-endless", Fault.USER),
    /** A transformation in Java threw an exception, or asked for what cannot be. */
    TRANSFORM_FAILED("dynamo/backfill-transform-failed", Fault.USER),
    /** In the end something else holds than should. */
    NOT_VERIFIED("dynamo/backfill-not-verified", Fault.USER),
    /** Another run goes on with the same backfill. */
    TAKEN_OVER("dynamo/backfill-taken-over", Fault.ENVIRONMENT),
    /** The time that it was given is over. */
    BUDGET_SPENT("dynamo/backfill-budget-spent", Fault.ENVIRONMENT),
    /** The run was told to stop. */
    INTERRUPTED("dynamo/backfill-interrupted", Fault.ENVIRONMENT);

    private final String id;
    private final Fault fault;

    BackfillProblem(String id, Fault fault) {
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
