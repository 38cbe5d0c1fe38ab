package io.ordermig.dynamo.change;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with changes of tables and items. */
public enum ChangeProblem implements ProblemCode {
    /** A request lacks what it cannot do without, or is of a kind that is not carried out. */
    REQUEST_UNUSABLE("dynamo/request-unusable", Fault.USER),
    /** The table to change does not exist. */
    TABLE_MISSING("dynamo/table-missing", Fault.USER),
    /** The table to create exists and differs, in what can be changed. */
    TABLE_DIFFERS("dynamo/table-differs", Fault.USER),
    /** The table to create exists and differs, in what can never be changed. */
    TABLE_INCOMPATIBLE("dynamo/table-incompatible", Fault.USER),
    /** The table to delete is protected from that. */
    TABLE_PROTECTED("dynamo/table-protected", Fault.USER),
    /** The table is in a state that it does not leave by itself. */
    TABLE_UNUSABLE("dynamo/table-unusable", Fault.ENVIRONMENT),
    /** The index to create exists and has other keys or another projection. */
    INDEX_DIFFERS("dynamo/index-differs", Fault.USER),
    /** The index to change does not exist. */
    INDEX_MISSING("dynamo/index-missing", Fault.USER),
    /** Key attributes are not defined, defined otherwise, or defined and no keys. */
    ATTRIBUTE_DEFINITIONS("dynamo/attribute-definitions", Fault.USER),
    /** Throughput is missing where it is needed, or given where there is none. */
    THROUGHPUT("dynamo/throughput", Fault.USER),
    /** Throughput was decreased as often as it may be in a day. */
    THROUGHPUT_DECREASES("dynamo/throughput-decreases", Fault.ENVIRONMENT),
    /** The table was switched to on-demand as often as it may be in a day. */
    BILLING_SWITCHES("dynamo/billing-switches", Fault.ENVIRONMENT),
    /** Items expire by one attribute, and are to expire by another. */
    TTL_ATTRIBUTE("dynamo/ttl-attribute", Fault.USER),
    /** Time to live was changed less than an hour ago. */
    TTL_TOO_SOON("dynamo/ttl-too-soon", Fault.ENVIRONMENT),
    /** The condition of a PutItem does not hold. */
    CONDITION_FAILED("dynamo/condition-failed", Fault.USER),
    /** One batch writes the same item twice. */
    DUPLICATE_ITEM("dynamo/duplicate-item", Fault.USER),
    /** A change was not completed within the budget. */
    TIMED_OUT("dynamo/change-timed-out", Fault.ENVIRONMENT),
    /** A change was accepted, and does not show. */
    NO_EFFECT("dynamo/change-without-effect", Fault.ENVIRONMENT),
    /** The run was told to stop. */
    INTERRUPTED("dynamo/change-interrupted", Fault.ENVIRONMENT),
    /** A backup did not come about. */
    BACKUP_FAILED("dynamo/backup-failed", Fault.ENVIRONMENT);

    private final String id;
    private final Fault fault;

    ChangeProblem(String id, Fault fault) {
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
