package io.ordermig.config;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can be wrong with a configuration. All of it is found before anything is touched. */
public enum ConfigProblem implements ProblemCode {
    /** A parameter that does not exist. */
    UNKNOWN_PARAMETER("config/unknown-parameter"),
    /** A value of the wrong form or out of range. */
    INVALID_VALUE("config/invalid-value"),
    /** A parameter that this goal needs has no value. */
    MISSING_VALUE("config/missing-value"),
    /** No environment was asked for. */
    ENVIRONMENT_MISSING("config/environment-missing"),
    /** The environment asked for is not one of the project's. */
    ENVIRONMENT_UNKNOWN("config/environment-unknown"),
    /** Profile and parameter name different environments. */
    ENVIRONMENT_CONFLICT("config/environment-conflict");

    private final String id;

    ConfigProblem(String id) {
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
