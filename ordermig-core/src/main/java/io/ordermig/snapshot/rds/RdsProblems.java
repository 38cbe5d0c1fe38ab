package io.ordermig.snapshot.rds;

import io.ordermig.event.RestorePoint;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with snapshots of RDS. */
final class RdsProblems {

    private RdsProblems() {}

    static OrdermigException notFound(String identifier, String region, Collection<String> known) {
        Problem.Builder problem = Problem.of(
                        SnapshotProblem.INSTANCE_NOT_FOUND,
                        "There is no RDS instance and no cluster " + identifier + " in " + region + ".")
                .where("dbInstanceId");
        if (known.isEmpty()) {
            problem.detail("These credentials see no instance there at all.");
        } else {
            problem.detail(NearestName.hint(identifier, known));
        }
        return new OrdermigException(
                problem.fix(Remedy.set("dbInstanceId", "<identifier>", "of the instance that is migrated"))
                        .fix(Remedy.set("awsRegion", "<region>", "that the instance is in, if it is another"))
                        .fix("Look at the profile or role: the instance may belong to another account.")
                        .build());
    }

    static OrdermigException gone(String noun, String identifier) {
        return new OrdermigException(
                Problem.of(SnapshotProblem.INSTANCE_NOT_FOUND, "The " + noun + " " + identifier + " is gone.")
                        .where(identifier)
                        .detail("It was there a moment ago: it was renamed or deleted meanwhile.")
                        .fix("See what else works on it, such as a restore, and run it again when that is done.")
                        .build());
    }

    static OrdermigException otherInstance(RdsSource source, String host, Collection<String> endpoints) {
        return new OrdermigException(Problem.of(
                        SnapshotProblem.OTHER_INSTANCE,
                        "The " + source.noun() + " " + source.identifier() + " is not the one that is migrated.")
                .where("dbInstanceId")
                .detail("The database is reached at " + host + ".")
                .detail(
                        endpoints.isEmpty()
                                ? "The " + source.noun() + " has no endpoint."
                                : "Endpoints of the " + source.noun() + ": "
                                        + String.join(
                                                ", ",
                                                endpoints.stream().sorted().toList()) + ".")
                .fix(Remedy.set("dbInstanceId", "<identifier>", "of the instance that the host belongs to"))
                .fix("Or correct the host of the database.")
                .build());
    }

    static OrdermigException notReady(RdsSource source, String state, String advice) {
        return new OrdermigException(notReadyProblem(source, state).fix(advice).build());
    }

    static OrdermigException neverReady(RdsSource source, String state, Duration waited) {
        return new OrdermigException(notReadyProblem(source, state)
                .detail("It was waited for, for " + Durations.text(waited) + ".")
                .fix("Run it again when the " + source.noun() + " is available.")
                .fix(Remedy.set("snapshotTimeout", "<duration>", "to wait longer"))
                .repeat(Repeat.SAFE)
                .build());
    }

    private static Problem.Builder notReadyProblem(RdsSource source, String state) {
        return Problem.of(
                        SnapshotProblem.INSTANCE_NOT_READY,
                        "No snapshot can be taken of the " + source.noun() + " " + source.identifier() + ", which is "
                                + state + ".")
                .where(source.identifier())
                .detail("RDS takes snapshots of what is available.");
    }

    static OrdermigException quota(RdsSource source, OrdermigException cause) {
        Problem.Builder problem = Problem.of(
                        SnapshotProblem.QUOTA,
                        "The account may not have another manual "
                                + source.kind().noun() + " in the region.")
                .where(source.identifier());
        cause.problem().details().forEach(problem::detail);
        return new OrdermigException(
                problem.fix(Remedy.run("prune", "to remove old restore points of this " + source.noun()))
                        .fix("Or delete others that nobody needs: manual snapshots never expire.")
                        .fix("Or ask AWS for a higher quota, in Service Quotas.")
                        .build(),
                cause);
    }

    static OrdermigException failed(RestorePoint point, String state) {
        return new OrdermigException(
                Problem.of(SnapshotProblem.FAILED, "The " + point.title() + " was not completed: it is " + state + ".")
                        .where(point.id())
                        .fix("See why, with aws rds describe-events --source-type db-" + word(point)
                                + " --source-identifier " + point.id() + " --duration 1440, and run it again.")
                        .changed("the snapshot was begun; what is left of it cannot be restored from")
                        .repeat(Repeat.SAFE)
                        .build());
    }

    private static String word(RestorePoint point) {
        return point.kind() == RestorePoint.Kind.DB_CLUSTER_SNAPSHOT ? "cluster-snapshot" : "snapshot";
    }

    static OrdermigException timedOut(
            RestorePoint point, Duration budget, String state, Optional<OrdermigException> lastFailure) {
        Problem.Builder problem = Problem.of(
                        SnapshotProblem.TIMED_OUT,
                        "The " + point.title() + " is not ready after " + Durations.text(budget) + ".")
                .where(point.id())
                .detail("It is " + state + ". RDS goes on with it.");
        lastFailure.ifPresent(failure -> problem.detail(
                "In the end AWS could not be asked: " + failure.problem().what()));
        return new OrdermigException(
                problem.fix("Run it again in a while: the next run waits for the same snapshot.")
                        .fix(Remedy.set("snapshotTimeout", "<duration>", "to wait longer"))
                        .changed(begun(point))
                        .repeat(Repeat.SAFE)
                        .build(),
                lastFailure.orElse(null));
    }

    static OrdermigException interrupted(String where, String changed, @Nullable Throwable cause) {
        return new OrdermigException(
                Problem.of(SnapshotProblem.INTERRUPTED, "The run was told to stop while it waited for RDS.")
                        .where(where)
                        .fix("Run it again: it waits for the same snapshot, if that was begun.")
                        .changed(changed)
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }

    static OrdermigException settingsLost(RestorePoint point, String folder, Throwable cause) {
        return new OrdermigException(
                Problem.of(
                                SnapshotProblem.FAILED,
                                "The " + point.title() + " is ready, but what it does not carry cannot be saved.")
                        .where(folder)
                        .detail(cause.getClass().getSimpleName() + ": " + cause.getMessage())
                        .detail("The settings of the source do not fit into the tags of the snapshot either.")
                        .fix("Make the folder writable.")
                        .fix("Or remove tags from the source, and so make room on the snapshot.")
                        .changed("the snapshot was taken")
                        .build(),
                cause);
    }

    /** What has changed once a snapshot was asked for. */
    static String begun(RestorePoint point) {
        return "the " + point.title() + " was begun and goes on";
    }

    /** What may have changed once a snapshot was asked for without an answer. */
    static String perhapsBegun(RestorePoint point) {
        return "the " + point.title() + " was asked for, and may have been begun";
    }

    static String pending(RdsSource source, List<String> names) {
        return "Changes of the " + source.noun() + " " + source.identifier() + " wait for its maintenance window: "
                + String.join(", ", names)
                + ". A snapshot does not carry them, and a restore does not bring them back.";
    }

    static String missing(RestorePoint point, String what) {
        return "The tags of " + point.id() + " have no room for the " + what + " of " + point.source()
                + ". Keep the manifest: a restore needs it.";
    }
}
