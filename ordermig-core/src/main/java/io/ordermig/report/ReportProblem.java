package io.ordermig.report;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with the report. */
public enum ReportProblem implements ProblemCode {
    /** The report cannot be written where it should be; found before anything is changed. */
    FOLDER("report/folder");

    private final String id;

    ReportProblem(String id) {
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
