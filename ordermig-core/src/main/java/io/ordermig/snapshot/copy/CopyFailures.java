package io.ordermig.snapshot.copy;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.postgres.PostgresProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.time.Durations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why a database could not be copied. */
final class CopyFailures {

    /** More sessions than that say nothing more. */
    private static final int SHOWN = 20;

    private final ConnectionConfig config;
    private final String database;

    CopyFailures(ConnectionConfig config, String database) {
        this.config = config;
        this.database = database;
    }

    OrdermigException onRds() {
        return thrown(
                Problem.of(
                                SnapshotProblem.COPY_ON_RDS,
                                "The server is one of Amazon RDS, and databases there are not copied.")
                        .detail("A copy needs the database for itself, which a service that runs cannot give."
                                + " A snapshot of the instance disturbs nobody.")
                        .fix(Remedy.set(
                                "dbInstanceId",
                                "<instance>",
                                "to take snapshots of that instance, or of that cluster of Aurora"))
                        .fix(skip()),
                null);
    }

    OrdermigException missing() {
        return thrown(
                Problem.of(PostgresProblem.DATABASE_MISSING, "The server has no database " + database + ".")
                        .fix("Create the database, or correct its name at the end of the URL."),
                null);
    }

    OrdermigException mayNotCreate(CopyServer server) {
        return thrown(
                Problem.of(
                                SnapshotProblem.NOT_PERMITTED,
                                "The role " + server.role() + " may not create databases, and so cannot copy "
                                        + database + ".")
                        .fix("Run as a superuser: ALTER ROLE " + Quoted.identifier(server.role()) + " CREATEDB;")
                        .fix(skip()),
                null);
    }

    OrdermigException mayNotCopy(CopyServer server, CopySource source) {
        String role = Quoted.identifier(server.role());
        return thrown(
                Problem.of(
                                SnapshotProblem.NOT_PERMITTED,
                                "The role " + server.role() + " may not copy database " + database + ".")
                        .detail("It belongs to " + source.owner()
                                + ". A role that may create databases copies its own, and templates.")
                        .fix("Run as " + source.owner() + " or a superuser: GRANT " + Quoted.identifier(source.owner())
                                + " TO " + role + ";")
                        .fix("Or give it the database: ALTER DATABASE " + Quoted.identifier(database) + " OWNER TO "
                                + role + ";")
                        .fix(skip()),
                null);
    }

    OrdermigException connected(CopyServer server, Occupants who, int ended) {
        Problem.Builder problem = Problem.of(
                        SnapshotProblem.CONNECTED,
                        "Database " + database + " cannot be copied while others are connected to it.")
                .repeat(Repeat.AFTER_FIX);
        OccupantText.add(problem, server, who);
        if (!who.sessions().isEmpty() || who.isEmpty()) {
            problem.fix("Stop the programs that are connected, or end their sessions.");
            if (who.lasting().isEmpty() && ended == 0) {
                problem.fix(Remedy.set(
                        "onConnected", "terminate", "to end their sessions; they can connect again after the copy"));
            }
        }
        if (ended > 0) {
            problem.changed((ended == 1 ? "1 session was ended" : ended + " sessions were ended") + "; nothing else");
        }
        return thrown(problem.fix(skip()), null);
    }

    OrdermigException timedOut(Duration budget, List<Occupants.Session> waitedFor, @Nullable SQLException cause) {
        Problem.Builder problem = Problem.of(
                        SnapshotProblem.TIMED_OUT,
                        "Database " + database + " was not copied within " + Durations.text(budget) + ".")
                .repeat(Repeat.SAFE);
        waitedFor.stream()
                .limit(SHOWN)
                .map(session -> "Another run is connected: " + session.title() + ".")
                .forEach(problem::detail);
        return thrown(
                problem.detail(cause == null ? "" : message(cause))
                        .fix(
                                waitedFor.isEmpty()
                                        ? "See what the server is busy with."
                                        : "Wait until the other run has ended.")
                        .fix(Remedy.set("snapshotTimeout", "<duration>", "to wait longer")),
                cause);
    }

    OrdermigException interrupted(InterruptedException cause) {
        return thrown(
                Problem.of(SnapshotProblem.INTERRUPTED, "The run was told to stop before " + database + " was copied.")
                        .fix("Run it again.")
                        .repeat(Repeat.SAFE),
                cause);
    }

    OrdermigException notOurs(String name) {
        return thrown(
                Problem.of(
                                SnapshotProblem.PRUNE_REFUSED,
                                "Database " + name + " is not a copy of " + database
                                        + " that ordermig has made, and stays.")
                        .detail("It lacks the name, the attributes or the comment of one.")
                        .fix("If it may go, drop it by hand: DROP DATABASE " + Quoted.identifier(name) + ";"),
                null);
    }

    /**
     * What the server said while a database was copied, or copies were listed or removed.
     *
     * @param what what could not be done, a sentence for cases without a name
     */
    OrdermigException translate(SQLException e, String what) {
        Problem.Builder problem;
        if (SqlState.is(e, SqlState.NO_RIGHT)) {
            problem = Problem.of(
                            SnapshotProblem.NOT_PERMITTED,
                            "The role has no right to copy " + database + ", or to remove its copy.")
                    .fix("Give the role the right that the message names, or run as the owner of the database.")
                    .fix(skip());
        } else if (SqlState.is(e, SqlState.DISK_FULL)) {
            problem = Problem.of(SnapshotProblem.FAILED, "The server has no room for a copy of " + database + ".")
                    .fix("Remove copies that are not needed, or give the server more room: a copy is as large as its"
                            + " source.")
                    .fix(skip());
        } else if (SqlState.is(e, SqlState.DATABASE_MISSING)) {
            return missing();
        } else if (SqlState.isConnectionLost(e)) {
            problem = Problem.of(SnapshotProblem.FAILED, what + " The connection broke.")
                    .detail(
                            "A copy that was begun may be finished by the server on its own; then it is listed as unmarked.")
                    .fix("See that the server runs, then run it again.")
                    .repeat(Repeat.SAFE);
        } else if (SqlState.isNameTaken(e)) {
            problem = Problem.of(
                            SnapshotProblem.FAILED, "Another database took the name of the copy of " + database + ".")
                    .fix("Run it again.")
                    .repeat(Repeat.SAFE);
        } else {
            problem = Problem.of(SnapshotProblem.FAILED, what)
                    .fix("Mend what the message of the server names.")
                    .fix(skip());
        }
        return thrown(problem.detail(message(e)), e);
    }

    private static Remedy skip() {
        return Remedy.set("snapshotSkip", "true", "to go without a restore point");
    }

    private OrdermigException thrown(Problem.Builder problem, @Nullable Throwable cause) {
        return new OrdermigException(problem.where(config.address()).build(), cause);
    }

    /** The driver's message, on one line and without the password. */
    private String message(SQLException e) {
        return config.maskIn(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
}
