package io.ordermig.local;

import io.ordermig.problem.Fault;
import io.ordermig.problem.Problem;
import io.ordermig.problem.ProblemCode;
import java.util.Locale;

/** What can go wrong with the servers that are kept under the project. */
public enum LocalProblem implements ProblemCode {
    /** A value of the configuration cannot be right. */
    SETTING_INVALID(Fault.USER),
    /** There are no PostgreSQL binaries for this operating system and processor. */
    NO_BINARIES_FOR_PLATFORM(Fault.ENVIRONMENT),
    /** The jar with the PostgreSQL binaries is missing, damaged, or does not run here. */
    BINARIES_UNUSABLE(Fault.ENVIRONMENT),
    /** PostgreSQL does not run as root, and this machine offers no way around that. */
    ROOT_REFUSED(Fault.ENVIRONMENT),
    /** A folder or file cannot be read or written, or the disk is full. */
    FOLDER_UNUSABLE(Fault.ENVIRONMENT),
    /** Another run holds the lock for longer than a start or stop takes. */
    BUSY(Fault.ENVIRONMENT),
    /** A run in another container uses the data folder. */
    HELD_ELSEWHERE(Fault.ENVIRONMENT),
    /** The data folder could not be set up. */
    INITDB_FAILED(Fault.ENVIRONMENT),
    /** The data folder is there but is not one. */
    DATA_DAMAGED(Fault.ENVIRONMENT),
    /** The data folder was written by another major version of PostgreSQL. */
    DATA_FROM_OTHER_VERSION(Fault.USER),
    /** The port that the configuration asks for is in use. */
    PORT_TAKEN(Fault.USER),
    /** The server ended while it started. */
    START_FAILED(Fault.ENVIRONMENT),
    /** The server is still starting when the time is up. */
    START_TIMED_OUT(Fault.ENVIRONMENT),
    /** A server is there but does not answer. */
    SERVER_NOT_ANSWERING(Fault.ENVIRONMENT),
    /** The server does not take the password that is kept beside it. */
    PASSWORD_REFUSED(Fault.ENVIRONMENT),
    /** The server answers, but the role or the database cannot be created or used. */
    DATABASE_UNUSABLE(Fault.ENVIRONMENT),
    /** The server is still there when the time to stop it is up. */
    STOP_FAILED(Fault.ENVIRONMENT),
    /** A file that DynamoDB Local runs from is missing. */
    DYNAMO_FILES_MISSING(Fault.ENVIRONMENT),
    /** DynamoDB Local ended while it started, or answers that it is broken. */
    DYNAMO_START_FAILED(Fault.ENVIRONMENT),
    /** DynamoDB Local is still starting when the time is up. */
    DYNAMO_START_TIMED_OUT(Fault.ENVIRONMENT),
    /** DynamoDB Local is there but does not answer. */
    DYNAMO_NOT_ANSWERING(Fault.ENVIRONMENT),
    /** DynamoDB Local is still there when the time to stop it is up. */
    DYNAMO_STOP_FAILED(Fault.ENVIRONMENT),
    /** The run was told to stop while it waited. */
    INTERRUPTED(Fault.ENVIRONMENT);

    private final Fault fault;

    LocalProblem(Fault fault) {
        this.fault = fault;
    }

    @Override
    public String id() {
        return "local/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Fault fault() {
        return fault;
    }

    /** Starts a problem of this kind. */
    Problem.Builder says(String what) {
        return Problem.of(this, what);
    }
}
