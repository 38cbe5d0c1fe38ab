package io.ordermig.restore.copy;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.event.RestorePoint;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.copy.CopyCatalog;
import io.ordermig.snapshot.copy.CopyServer;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.OccupantText;
import io.ordermig.snapshot.copy.Occupants;
import io.ordermig.snapshot.copy.Quoted;
import io.ordermig.snapshot.copy.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why a database could not be taken back. */
final class RestoreFailures {

    private final ConnectionConfig config;
    private final String database;

    RestoreFailures(ConnectionConfig config, String database) {
        this.config = config;
        this.database = database;
    }

    /** That something in the configuration does not fit copies. */
    Problem wayNotOpen(String parameter, String why, Remedy fix) {
        return Problem.of(
                        RestoreProblem.WAY_NOT_OPEN, "A database is not taken back to a copy in this way: " + why + ".")
                .where("parameter " + parameter)
                .fix(fix)
                .build();
    }

    OrdermigException onRds() {
        return thrown(
                Problem.of(
                                RestoreProblem.WAY_NOT_OPEN,
                                "The server is one of Amazon RDS, and databases there are not taken back to copies.")
                        .fix(Remedy.set(
                                "dbInstanceId", "<instance>", "to restore that instance, or that cluster of Aurora")),
                null);
    }

    OrdermigException noCopy(Scene scene) {
        Problem.Builder problem =
                Problem.of(RestoreProblem.POINT_NOT_FOUND, "There is no copy of " + database + " to restore from.");
        scene.points().stream()
                .filter(CopyCatalog.Found::halfRemoved)
                .forEach(
                        point -> problem.detail(point.point().id() + " is half removed, and cannot be restored from."));
        olds(scene)
                .forEach(old -> problem.detail(old + " is what a restore has put aside; it is only used when named."));
        olds(scene).stream()
                .findFirst()
                .ifPresent(old -> problem.fix(Remedy.set("snapshotId", old, "to go back to what was put aside")));
        return thrown(
                problem.fix(Remedy.run("snapshots", "to see what there is"))
                        .fix("Look at the URL: the copies may be on another server, or of another database."),
                null);
    }

    OrdermigException noSuchPoint(String named, Scene scene) {
        List<String> known = usable(scene);
        return thrown(
                Problem.of(RestoreProblem.POINT_NOT_FOUND, "There is no restore point " + named + ".")
                        .detail(
                                known.isEmpty()
                                        ? "There is none of " + database + " at all."
                                        : NearestName.hint(named, known))
                        .fix(Remedy.run("snapshots", "to see what there is"))
                        .fix("Leave snapshotId out to take the newest copy."),
                null);
    }

    /** A database of that name is there. */
    OrdermigException noPoint(String named, Scene scene) {
        return thrown(
                Problem.of(
                                RestoreProblem.POINT_NOT_FOUND,
                                "Database " + named + " is not a restore point of " + database + ".")
                        .detail("It lacks the name, the attributes or the comment of one.")
                        .detail(usable(scene).isEmpty() ? "" : NearestName.hint(named, usable(scene)))
                        .fix(Remedy.run("snapshots", "to see what there is")),
                null);
    }

    OrdermigException otherSource(String named, String source) {
        return thrown(
                Problem.of(
                                RestoreProblem.OTHER_SOURCE,
                                named + " is a restore point of database " + source + ", not of " + database + ".")
                        .fix("Name one of " + database + ", or correct the database at the end of the URL."),
                null);
    }

    OrdermigException halfRemoved(String named, Scene scene) {
        Problem.Builder problem = Problem.of(
                        RestoreProblem.POINT_NOT_USABLE, named + " is half removed, and cannot be restored from.")
                .detail("Its removal was begun and broken off; a part of its files is gone.");
        others(problem, named, scene);
        return thrown(problem.fix(Remedy.run("snapshots", "to see what else there is")), null);
    }

    OrdermigException usedUp(Restored restored, Scene scene) {
        String copy = restored.by().by();
        Problem.Builder problem = Problem.of(
                        RestoreProblem.POINT_NOT_USABLE,
                        copy + " is used up: it became " + database + " at "
                                + restored.mark().started() + ", and serves since.")
                .detail("A copy takes the place of the database, so that it can be restored from once.");
        others(problem, copy, scene);
        if (!restored.old().isEmpty()) {
            problem.fix(Remedy.set("snapshotId", restored.old(), "to go forward again, to what was put aside"));
        }
        return thrown(problem.fix(Remedy.set("restoreAgain", "false", "to leave it as it is")), null);
    }

    private static void others(Problem.Builder problem, String but, Scene scene) {
        scene.copies().stream()
                .map(CopyCatalog.Found::point)
                .map(RestorePoint::id)
                .filter(id -> !id.equals(but))
                .findFirst()
                .ifPresent(id -> problem.fix(Remedy.set("snapshotId", id, "to go back to that one")));
    }

    private static List<String> usable(Scene scene) {
        return scene.points().stream()
                .filter(point -> !point.halfRemoved())
                .map(point -> point.point().id())
                .toList();
    }

    private static List<String> olds(Scene scene) {
        return scene.points().stream()
                .filter(CopyCatalog.Found::isOld)
                .map(point -> point.point().id())
                .toList();
    }

    Problem mayNotRename(CopyServer server, List<CopySource> foreign) {
        String role = Quoted.identifier(server.role());
        Problem.Builder problem = Problem.of(
                RestoreProblem.NOT_PERMITTED, "The role " + server.role() + " may not rename what has to be renamed.");
        if (!server.createsDatabases()) {
            problem.detail("It may not create databases, which renaming asks for.")
                    .fix("Run as a superuser: ALTER ROLE " + role + " CREATEDB;");
        }
        foreign.forEach(one -> problem.detail(one.name() + " belongs to " + one.owner() + "."));
        foreign.stream()
                .map(CopySource::owner)
                .distinct()
                .forEach(owner -> problem.fix("Run as " + owner + " or a superuser: GRANT " + Quoted.identifier(owner)
                        + " TO " + role + ";"));
        return problem.where(config.address())
                .fix("Or restore as a role that has these rights.")
                .build();
    }

    Problem running(String who) {
        return Problem.of(RestoreProblem.RUNNING, "Another run works on " + database + ": " + who + ".")
                .where(config.address())
                .detail("It copies, migrates or restores the database, and is never cut off.")
                .fix("Let it finish, and look at its output.")
                .fix("If it hangs, end it by its pid: SELECT pg_terminate_backend(…). A restore is all or nothing.")
                .repeat(Repeat.SAFE)
                .build();
    }

    Problem connected(CopyServer server, Occupants who, int ended) {
        Problem.Builder problem = Problem.of(
                RestoreProblem.CONNECTED,
                "Database " + database + " cannot be renamed while others are connected to it.");
        OccupantText.add(problem, server, who);
        if (!who.sessions().isEmpty() || who.isEmpty()) {
            problem.fix("Stop the programs that are connected, or end their sessions.");
            if (who.lasting().isEmpty() && ended == 0) {
                problem.fix(Remedy.set("onConnected", "terminate", "to end their sessions"));
            }
        }
        if (ended > 0) {
            problem.changed((ended == 1 ? "1 session was ended" : ended + " sessions were ended") + "; nothing else");
        }
        return problem.where(config.address()).build();
    }

    OrdermigException locked(String blockers, SQLException cause) {
        return thrown(
                Problem.of(
                                RestoreProblem.TIMED_OUT,
                                "A lock on database " + database
                                        + " could not be had: it was asked for again and again.")
                        .detail(blockers.isEmpty() ? "" : "It is held by " + blockers + ".")
                        .detail(message(cause))
                        .fix("Let what holds it end, such as an ALTER DATABASE or a COMMENT in an open transaction.")
                        .repeat(Repeat.SAFE),
                cause);
    }

    OrdermigException interrupted(String changed, Throwable cause) {
        return thrown(
                Problem.of(RestoreProblem.INTERRUPTED, "The run was told to stop before the restore was done.")
                        .fix("Run it again: it goes on where it stopped.")
                        .changed(changed)
                        .repeat(Repeat.SAFE),
                cause);
    }

    /** The questions after the restore. */
    OrdermigException notVerified(List<String> failed, Problem.Builder problem, @Nullable Throwable cause) {
        failed.forEach(problem::detail);
        return thrown(problem, cause);
    }

    /** What the server said. */
    OrdermigException translate(SQLException e, String what) {
        Problem.Builder problem;
        if (SqlState.is(e, SqlState.NO_RIGHT)) {
            problem = Problem.of(RestoreProblem.NOT_PERMITTED, "The role has no right to take " + database + " back.")
                    .fix("Give the role the right that the message names, or run as the owner of the database.");
        } else if (SqlState.isConnectionLost(e)) {
            problem = Problem.of(RestoreProblem.FAILED, what + " The connection broke.")
                    .detail("The names are changed in one transaction: all of it was done, or nothing.")
                    .changed("not known: all of it, or nothing")
                    .fix("See that the server runs, then run it again: it finds what was done, and goes on.")
                    .repeat(Repeat.SAFE);
        } else if (SqlState.isNameTaken(e)) {
            problem = Problem.of(RestoreProblem.NAME_TAKEN, "Another database took a name that is needed.")
                    .fix("Run it again.")
                    .repeat(Repeat.SAFE);
        } else {
            problem = Problem.of(RestoreProblem.FAILED, what).fix("Mend what the message of the server names.");
        }
        return thrown(problem.detail(message(e)), e);
    }

    private OrdermigException thrown(Problem.Builder problem, @Nullable Throwable cause) {
        return new OrdermigException(problem.where(config.address()).build(), cause);
    }

    /** That no lock and nobody connected was to be waited for any longer. */
    OrdermigException timedOut(Duration budget) {
        return thrown(
                Problem.of(
                                RestoreProblem.TIMED_OUT,
                                "Database " + database + " was not taken back within " + budget.toSeconds() + " s.")
                        .fix(Remedy.set("restoreTimeout", "<duration>", "to wait longer"))
                        .repeat(Repeat.SAFE),
                null);
    }

    /** The driver's message, its first line only, since further ones may quote rows; without the password. */
    private String message(SQLException e) {
        return config.maskIn(
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip());
    }
}
