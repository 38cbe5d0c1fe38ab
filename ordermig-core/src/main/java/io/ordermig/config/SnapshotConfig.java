package io.ordermig.config;

import java.time.Duration;

/**
 * Whether and how a restore point is taken before a change.
 *
 * @param kind what kind of restore point
 * @param dbInstance the identifier of the RDS instance, or of the Aurora cluster; empty to take it from the host name
 * @param skip whether {@code migrate} goes without one
 * @param onFailure what {@code migrate} does when none can be taken
 * @param waiting how long things may take
 * @param onConnected what a copy of a database does about those who are connected to it
 */
public record SnapshotConfig(
        Kind kind, String dbInstance, boolean skip, OnFailure onFailure, Waiting waiting, OnConnected onConnected) {

    /** What kind of restore point is taken. */
    public enum Kind {
        /** {@link #RDS} when the instance is named or the host is one of RDS, {@link #COPY} for a server on this machine. */
        AUTO,
        /** A snapshot of the RDS instance, or of its cluster. */
        RDS,
        /** A copy of the database on the same server. */
        COPY
    }

    /** What {@code migrate} does when there is no restore point. */
    public enum OnFailure {
        /** Stops before the first change. */
        FAIL,
        /** Warns, and goes on. */
        WARN
    }

    /** PostgreSQL copies only a database that nobody is connected to. */
    public enum OnConnected {
        /** Names them and stops. */
        FAIL,
        /** Ends their sessions. */
        TERMINATE
    }

    /**
     * How long things may take.
     *
     * @param timeout the budget for a restore point, from the first call until it can be restored from
     * @param pollInterval the time between two looks at its state; each is varied a little
     * @param adoptWithin a restore point of ordermig's own that is not older, with nothing applied since, serves instead
     *     of a new one; zero for none
     */
    public record Waiting(Duration timeout, Duration pollInterval, Duration adoptWithin) {}

    /** Reads {@code snapshotKind}, {@code dbInstanceId} and their kin; notes what is wrong with them. */
    public static SnapshotConfig from(Settings settings) {
        return new SnapshotConfig(
                settings.choice("snapshotKind", Kind.AUTO),
                settings.text("dbInstanceId", ""),
                settings.flag("snapshotSkip", false),
                settings.choice("onSnapshotFailure", OnFailure.FAIL),
                new Waiting(
                        settings.duration("snapshotTimeout", Duration.ofHours(2)),
                        settings.duration("snapshotPollInterval", Duration.ofSeconds(15)),
                        settings.duration("snapshotAdoptWithin", Duration.ofMinutes(30))),
                settings.choice("onConnected", OnConnected.FAIL));
    }
}
