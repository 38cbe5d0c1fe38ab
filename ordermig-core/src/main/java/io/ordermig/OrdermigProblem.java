package io.ordermig;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What has no better name. */
public enum OrdermigProblem implements ProblemCode {
    /** A defect of ordermig. */
    UNEXPECTED("ordermig/unexpected");

    private final String id;

    OrdermigProblem(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return Fault.INTERNAL;
    }
}
