package io.ordermig.maven;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong in the plugin itself. */
enum PluginProblem implements ProblemCode {
    /** The PostgreSQL binaries could not be resolved. */
    BINARIES("local/binaries-unresolved", Fault.ENVIRONMENT),
    /** DynamoDB Local could not be resolved. */
    DYNAMO_UNRESOLVED("local/dynamo-unresolved", Fault.ENVIRONMENT),
    /** Migration files are newer than the build. */
    STALE("scripts/stale", Fault.USER);

    private final String id;
    private final Fault fault;

    PluginProblem(String id, Fault fault) {
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
