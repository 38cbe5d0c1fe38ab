package io.ordermig.restore.rds;

import io.ordermig.event.RestorePlan.Span;

/** The stages of a restore. */
enum Stage {
    /** What is to be replaced is deleted. */
    DELETE(15, 60),
    /** The new one is made. */
    RESTORE(10, 40),
    /** It is given the settings that the call did not take. */
    SETTLE(2, 15),
    /** Its settings are compared with what was captured. */
    COMPARE(0, 1),
    /** It is asked over SQL. */
    VERIFY(1, 10),
    /** The old one gives up its name. */
    LEAVE(5, 10),
    /** The new one takes it. */
    ENTER(5, 10),
    /** The members of the clusters swap their names, too. */
    MEMBERS(10, 30),
    /** The endpoint is asked for. */
    ENDPOINT(0, 2);

    private final long least;
    private final long most;

    /** By its expected duration in minutes. */
    Stage(long least, long most) {
        this.least = least;
        this.most = most;
    }

    /** How long it takes, as seen of databases of middle size. */
    Span expected() {
        return Span.minutes(least, most);
    }
}
