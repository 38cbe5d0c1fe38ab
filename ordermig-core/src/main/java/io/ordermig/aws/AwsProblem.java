package io.ordermig.aws;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with AWS, whichever service it is. */
public enum AwsProblem implements ProblemCode {
    /** No region is known. */
    REGION_MISSING("aws/region-missing", Fault.USER),
    /** No credentials are known. */
    CREDENTIALS_MISSING("aws/credentials-missing", Fault.USER),
    /** The credentials were good once. */
    CREDENTIALS_EXPIRED("aws/credentials-expired", Fault.USER),
    /** AWS does not know the credentials. */
    CREDENTIALS_REFUSED("aws/credentials-refused", Fault.USER),
    /** A policy does not allow an action. */
    ACCESS_DENIED("aws/access-denied", Fault.USER),
    /** There were too many calls, of all programs of the account together. */
    THROTTLED("aws/throttled", Fault.ENVIRONMENT),
    /** What is to be changed is being changed already. */
    BUSY("aws/busy", Fault.ENVIRONMENT),
    /** AWS answers that it cannot answer. */
    UNAVAILABLE("aws/unavailable", Fault.ENVIRONMENT),
    /** Nothing answers. */
    UNREACHABLE("aws/unreachable", Fault.ENVIRONMENT),
    /** AWS refuses a call for a reason of its own. */
    REFUSED("aws/refused", Fault.ENVIRONMENT),
    /** Parameter Store lacks a parameter, or has one that cannot be used. */
    PARAMETER_UNUSABLE("aws/parameter-unusable", Fault.USER),
    /** The secret is missing, or lacks something. */
    SECRET_UNUSABLE("aws/secret-unusable", Fault.USER);

    private final String id;
    private final Fault fault;

    AwsProblem(String id, Fault fault) {
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
