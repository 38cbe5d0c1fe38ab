package io.ordermig.restore.rds;

import io.ordermig.problem.NearestName;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says why a restore stops. */
final class Refusals {

    private Refusals() {}

    static OrdermigException noPoint(String source, String region) {
        return new OrdermigException(Problem.of(
                        RestoreProblem.POINT_NOT_FOUND, "There is no snapshot of " + source + " to restore from.")
                .where(source)
                .detail("In " + region + " there is no manual snapshot that ordermig took of it and that is available.")
                .fix(Remedy.set("snapshotId", "<identifier>", "of a snapshot that somebody else took"))
                .fix(Remedy.set("restoreTime", "latest", "or a moment, to use its automated backups"))
                .fix("Look at profile, role and region: the snapshots may belong to another account.")
                .build());
    }

    static OrdermigException pointNotFound(String snapshot, String region, Collection<String> known) {
        return new OrdermigException(Problem.of(
                        RestoreProblem.POINT_NOT_FOUND, "There is no snapshot " + snapshot + " in " + region + ".")
                .where("parameter snapshotId")
                .detail(known.isEmpty() ? "There is none of this source at all." : NearestName.hint(snapshot, known))
                .fix(Remedy.run("snapshots", "to see what there is"))
                .fix("Leave snapshotId out to take the newest one of ordermig's own.")
                .build());
    }

    static Problem notUsable(String snapshot, String state) {
        return Problem.of(
                        RestoreProblem.POINT_NOT_USABLE,
                        "The snapshot " + snapshot + " cannot be restored from: it is " + state + ".")
                .where(snapshot)
                .fix(
                        state.equals("creating")
                                ? "Run it again when the snapshot is available."
                                : "Name another snapshot.")
                .repeat(Repeat.SAFE)
                .build();
    }

    static OrdermigException settingsUnknown(String snapshot, String folder) {
        return new OrdermigException(Problem.of(
                        RestoreProblem.SETTINGS_UNKNOWN,
                        "It is not known what the source was like when the snapshot " + snapshot + " was taken.")
                .where(folder)
                .detail("There is no manifest of it in the folder, its tags do not carry the settings, and the source"
                        + " itself is gone.")
                .fix("Put its manifest, " + snapshot
                        + ".manifest.json, into the folder. The build that took the snapshot"
                        + " has it beside its report.")
                .fix("Or name a snapshot that ordermig took.")
                .build());
    }

    static Problem timeOutside(Instant wanted, Optional<Instant> from, Optional<Instant> to, String source) {
        return Problem.of(RestoreProblem.TIME_OUTSIDE, "The backups of " + source + " do not reach to " + wanted + ".")
                .where("parameter restoreTime")
                .detail(
                        to.isEmpty()
                                ? "It has no automated backups."
                                : "They reach from "
                                        + from.map(Instant::toString).orElse("an unknown time") + " to " + to.get()
                                        + ".")
                .fix(
                        to.isEmpty()
                                ? Remedy.set("snapshotId", "<identifier>", "to restore from a snapshot")
                                : Remedy.set("restoreTime", "latest", "or a moment between these"))
                .build();
    }

    static OrdermigException running(String source, Mark mark, Instant now) {
        Mark.Runner runner = mark.runner().orElseThrow();
        return new OrdermigException(
                Problem.of(RestoreProblem.RUNNING, "Another run is restoring " + source + ": " + runner.title() + ".")
                        .where(source)
                        .detail("It began at " + mark.started() + ", from " + mark.from() + ", and gave its last sign "
                                + Durations.text(Duration.between(runner.sign(), now)) + " ago.")
                        .fix("Let it finish, and look at its output. Do not stop it in the middle without need.")
                        .fix("When that run is gone, run this again: it goes on where the other one stopped.")
                        .repeat(Repeat.SAFE)
                        .build());
    }

    static Problem unfinishedOther(String noun, RdsResource begun) {
        Mark mark = begun.mark().orElseThrow();
        Problem.Builder problem = Problem.of(
                        RestoreProblem.UNFINISHED_OTHER,
                        "Another restore of " + mark.source() + " was begun and has not ended.")
                .where(begun.identifier())
                .detail("It was begun at " + mark.started() + ", from " + mark.from() + "; " + begun.identifier()
                        + " is " + begun.state() + ".");
        mark.moment()
                .ifPresentOrElse(
                        moment -> problem.fix(Remedy.set(
                                "restoreTime",
                                mark.from().startsWith(Mark.LATEST) ? "latest" : moment.toString(),
                                "to go on with that one")),
                        () -> problem.fix(Remedy.set("snapshotId", mark.from(), "to go on with that one")));
        begun.members()
                .forEach(member -> problem.fix("To give it up, remove its members first, if it does not serve: aws rds"
                        + " delete-db-instance --db-instance-identifier " + member));
        return problem.fix("To give it up, remove what it made, if it does not serve: aws rds delete-db-" + noun
                        + " --db-" + noun + "-identifier " + begun.identifier() + " --skip-final-snapshot")
                .build();
    }

    static Problem pendingChanges(String noun, RdsResource serving) {
        return Problem.of(
                        RestoreProblem.PENDING_CHANGES,
                        "Changes of the " + noun + " " + serving.identifier() + " wait for its maintenance window.")
                .where(serving.identifier())
                .detail("They are: " + String.join(", ", serving.pending())
                        + ". A rename would apply them at once, and keep everybody waiting for them.")
                .fix("Take them back, by a modification to the present values, or have them applied first.")
                .repeat(Repeat.AFTER_FIX)
                .build();
    }

    static OrdermigException differ(RdsResource made, List<Difference> differences) {
        Problem.Builder problem = Problem.of(
                        RestoreProblem.SETTINGS_DIFFER, made.identifier() + " is not like what it is to replace.")
                .where(made.identifier());
        differences.forEach(difference -> problem.detail(difference.title()));
        String names =
                String.join(",", differences.stream().map(Difference::name).toList());
        return new OrdermigException(problem.fix("Set it by hand, and run this again: it compares once more.")
                .fix(Remedy.set("restoreAccept", names, "to accept it as it is"))
                .repeat(Repeat.AFTER_FIX)
                .build());
    }

    static OrdermigException notVerified(RdsResource made, List<String> failed) {
        Problem.Builder problem = Problem.of(
                        RestoreProblem.NOT_VERIFIED,
                        "The data of " + made.identifier() + " do not answer as they should.")
                .where(made.identifier());
        failed.forEach(problem::detail);
        return new OrdermigException(problem.fix("Look at the data of " + made.identifier() + " at " + made.host() + ":"
                        + made.port() + ", correct them or the query, and run this again.")
                .fix("Or restore from another snapshot, or another moment.")
                .build());
    }

    static OrdermigException notLetIn(RdsResource made, OrdermigException cause) {
        String noun = made.settings().cluster() == null ? "instance" : "cluster";
        Problem.Builder problem = Problem.of(
                        RestoreProblem.NOT_VERIFIED, "The restored " + made.identifier() + " does not let the run in.")
                .where(made.host() + ":" + made.port())
                .detail(cause.problem().what());
        cause.problem().details().forEach(problem::detail);
        return new OrdermigException(
                problem.detail("Roles and passwords are those of the moment that it was restored to.")
                        .fix("If the master password was changed since: aws rds modify-db-" + noun + " --db-" + noun
                                + "-identifier " + made.identifier()
                                + " --master-user-password <the present one> --apply-immediately, and run this again.")
                        .fix(
                                "If another password was changed since: log in as the master user, ALTER ROLE … PASSWORD …,"
                                        + " and run this again.")
                        .build(),
                cause);
    }

    static OrdermigException failed(RdsResource made, String advice) {
        return new OrdermigException(
                Problem.of(RestoreProblem.FAILED, made.identifier() + " came to nothing: it is " + made.state() + ".")
                        .where(made.identifier())
                        .fix(advice)
                        .fix("Then delete " + made.identifier() + ", which does not serve, and run this again.")
                        .build());
    }

    static OrdermigException gone(RdsResource made) {
        return new OrdermigException(Problem.of(RestoreProblem.FAILED, made.identifier() + " is gone.")
                .where(made.identifier())
                .detail("It was there before: somebody has deleted it.")
                .fix("Run this again: it looks what there is.")
                .repeat(Repeat.SAFE)
                .build());
    }

    static OrdermigException timedOut(String what, Duration budget, Optional<OrdermigException> lastFailure) {
        Problem.Builder problem = Problem.of(
                        RestoreProblem.TIMED_OUT, "The restore is not done after " + Durations.text(budget) + ".")
                .where(what)
                .detail("RDS goes on with what it was asked for.");
        lastFailure.ifPresent(failure -> problem.detail(
                "In the end AWS could not be asked: " + failure.problem().what()));
        return new OrdermigException(
                problem.fix("Run it again: it goes on where it stopped.")
                        .fix(Remedy.set("restoreTimeout", "<duration>", "to wait longer"))
                        .repeat(Repeat.SAFE)
                        .build(),
                lastFailure.orElse(null));
    }

    static OrdermigException interrupted(String what, InterruptedException cause) {
        return new OrdermigException(
                Problem.of(RestoreProblem.INTERRUPTED, "The run was told to stop while it waited for RDS.")
                        .where(what)
                        .fix("Run it again: it goes on where it stopped.")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
