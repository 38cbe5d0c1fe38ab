package io.ordermig.dynamo;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What keeps DynamoDB migrations from being applied or undone, beside their files, the ledger and the tables. */
public enum DynamoProblem implements ProblemCode {
    /** A Java migration threw. */
    JAVA_FAILED("dynamo/java-failed"),
    /** There is no migration of the version to stop at. */
    TARGET_UNKNOWN("dynamo/target-unknown"),
    /** A migration that is to be undone has no inverse here. */
    NO_INVERSE("dynamo/no-inverse");

    private final String id;

    DynamoProblem(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return Fault.USER;
    }
}
