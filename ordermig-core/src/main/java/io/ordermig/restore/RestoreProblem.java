package io.ordermig.restore;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with restores. */
public enum RestoreProblem implements ProblemCode {
    /** There is no restore point of that name, or none at all. */
    POINT_NOT_FOUND("restore/point-not-found", Fault.USER),
    /** The restore point cannot be restored from now. */
    POINT_NOT_USABLE("restore/point-not-usable", Fault.ENVIRONMENT),
    /** The restore point is one of something else. */
    OTHER_SOURCE("restore/other-source", Fault.USER),
    /** There is nothing to go back to at that moment. */
    TIME_OUTSIDE("restore/time-outside", Fault.USER),
    /** It is not known what the source was like when the snapshot was taken. */
    SETTINGS_UNKNOWN("restore/settings-unknown", Fault.ENVIRONMENT),
    /** Something else than the source was confirmed. */
    CONFIRMED_OTHER("restore/confirmed-other", Fault.USER),
    /** The source is in a state in which it cannot be replaced. */
    SOURCE_NOT_READY("restore/source-not-ready", Fault.ENVIRONMENT),
    /** Changes of the source wait for its maintenance window, and would be made at once. */
    PENDING_CHANGES("restore/pending-changes", Fault.USER),
    /** The source may not be deleted. */
    DELETION_PROTECTED("restore/deletion-protected", Fault.USER),
    /** A name that is needed is taken. */
    NAME_TAKEN("restore/name-taken", Fault.USER),
    /** There are as many instances as the account may have. */
    QUOTA("restore/quota", Fault.ENVIRONMENT),
    /** Another run is restoring. */
    RUNNING("restore/running", Fault.ENVIRONMENT),
    /** Another restore was begun and has not ended. */
    UNFINISHED_OTHER("restore/unfinished-other", Fault.USER),
    /** What was restored is not like what it replaces. */
    SETTINGS_DIFFER("restore/settings-differ", Fault.USER),
    /** What was restored does not answer as it should. */
    NOT_VERIFIED("restore/not-verified", Fault.USER),
    /** Somebody is connected to the database. */
    CONNECTED("restore/connected", Fault.ENVIRONMENT),
    /** The role may not rename the database. */
    NOT_PERMITTED("restore/not-permitted", Fault.USER),
    /** What was restored has come to nothing. */
    FAILED("restore/failed", Fault.ENVIRONMENT),
    /** The names could not be swapped; the old one serves again. */
    TAKEN_BACK("restore/taken-back", Fault.ENVIRONMENT),
    /** It was not done within the budget. */
    TIMED_OUT("restore/timed-out", Fault.ENVIRONMENT),
    /** Waiting was interrupted. */
    INTERRUPTED("restore/interrupted", Fault.ENVIRONMENT),
    /** An emergency is announced, and there is nobody to tell. */
    NOBODY_TOLD("restore/nobody-told", Fault.USER),
    /** The data can be taken back only in another way. */
    WAY_NOT_OPEN("restore/way-not-open", Fault.USER);

    private final String id;
    private final Fault fault;

    RestoreProblem(String id, Fault fault) {
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
