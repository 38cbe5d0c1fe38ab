package io.ordermig.restore.copy;

import io.ordermig.config.PostgresConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.postgres.MaintenanceSession;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.RestoreContext;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.copy.CopyCatalog;
import io.ordermig.snapshot.copy.CopyMark;
import io.ordermig.snapshot.copy.CopyServer;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.DatabaseLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The carrying out of one plan, in one session outside of the database. For one use. */
final class CopyRun {

    private final RestoreContext context;
    private final PostgresConfig postgres;
    private final ClassLoader classes;
    private final RestoreFailures failures;
    private final Connection connection;
    private final CopyServer server;
    private final RestorePlan plan;
    private final Renaming renaming;
    private final Instant begun;

    /**
     * Carries out a plan.
     *
     * @param sessions further sessions of the same role
     * @param connection the session that renames, with nothing else to do
     */
    CopyRun(
            CopyRestore restore,
            Supplier<MaintenanceSession> sessions,
            Connection connection,
            CopyServer server,
            RestorePlan plan) {
        this.context = restore.context();
        this.postgres = restore.postgres();
        this.classes = restore.classes();
        this.failures = restore.failures();
        this.connection = connection;
        this.server = server;
        this.plan = plan;
        this.begun = context.snapshots().clock().instant();
        Instant end = begun.plus(context.config().timeout());
        this.renaming = new Renaming(context, sessions, connection, failures, server, end);
    }

    /**
     * Does what is not done yet.
     *
     * @param proposed the name that was planned for what is put aside
     */
    Aftermath carryOut(String proposed) throws SQLException, InterruptedException {
        String point = plan.origin().point().orElseThrow().id();
        takeTurn(look(), point);
        // What another run has done meanwhile is seen from here on.
        Scene scene = look();
        takeTurn(scene, point);
        Choice choice = Choice.of(connection, scene, failures, point, false);
        Optional<Restored> already = choice.restored();
        if (already.isPresent() && already.get().isVerified()) {
            return new AftermathText(plan.source(), already.get(), 0).aftermath();
        }
        Duration outage = Duration.ZERO;
        StepEvents step;
        if (already.isPresent()) {
            StepEvents.alreadySo(context, 1, plan.steps().get(0));
        } else {
            step = StepEvents.started(context, 1, plan.steps().get(0));
            outage = swap(scene, choice, proposed, step);
            step.finished();
        }
        step = StepEvents.started(context, 2, plan.steps().get(1));
        Scene after = look();
        Restored restored = after.restored().orElseThrow();
        verify(after, restored, step);
        step.finished();
        Aftermath aftermath = new AftermathText(plan.source(), restored, renaming.ended()).aftermath();
        Duration took = Duration.between(begun, context.snapshots().clock().instant());
        context.snapshots()
                .events()
                .publish(new RunEvent.RestoreFinished(
                        context.snapshots().events().now(), aftermath, took, outage));
        return aftermath;
    }

    private Scene look() throws SQLException {
        return Scene.of(connection, server, plan.source());
    }

    private void takeTurn(Scene scene, String point) throws SQLException {
        List<CopySource> both = Stream.concat(
                        scene.database().stream(), CopySource.find(connection, server, point).stream())
                .toList();
        for (CopySource one : both) {
            if (!DatabaseLock.take(connection, one.oid())) {
                throw new OrdermigException(failures.running(
                        DatabaseLock.holder(connection, one.oid()).orElse("one that has just ended")));
            }
        }
    }

    private Duration swap(Scene scene, Choice choice, String proposed, StepEvents step)
            throws SQLException, InterruptedException {
        Preconditions preconditions = new Preconditions(context, failures, connection);
        List<Problem> problems = preconditions.of(scene, Optional.of(choice));
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        boolean isFree = !proposed.isEmpty() && !new CopyCatalog(connection, scene.name()).exists(proposed);
        String old = isFree ? proposed : scene.freeName(connection);
        CopySource copy = CopySource.find(connection, server, choice.point().id())
                .orElseThrow(() -> failures.noSuchPoint(choice.point().id(), scene));
        return new Swap(context, renaming, step).in(scene, copy, choice.mark(), old);
    }

    private void verify(Scene scene, Restored restored, StepEvents step) throws SQLException {
        String version = CopyMark.parse(restored.by().comment())
                .flatMap(CopyMark::version)
                .orElse("");
        List<String> failed;
        try {
            failed = new Questions(context, postgres, classes).ask(version);
        } catch (OrdermigException e) {
            throw notAsked(scene, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(swapped(scene, restored) + ". It was not asked whether it can serve", e);
        }
        if (failed.isEmpty()) {
            Swap.verified(connection, scene, restored);
        } else {
            throw takenOut(scene, restored, failed, step);
        }
    }

    private OrdermigException notAsked(Scene scene, OrdermigException e) {
        return failures.notVerified(
                List.of(e.problem().inShort()),
                Problem.of(
                                RestoreProblem.NOT_VERIFIED,
                                scene.name() + " is restored, and could not be asked whether it can serve.")
                        .changed(swapped(scene, scene.restored().orElseThrow()))
                        .fix("Run it again: it only asks.")
                        .repeat(Repeat.SAFE),
                e);
    }

    private OrdermigException takenOut(Scene scene, Restored restored, List<String> failed, StepEvents step) {
        Problem.Builder problem = Problem.of(
                RestoreProblem.NOT_VERIFIED, "The data of " + restored.by().by() + " do not answer as they should.");
        try {
            new Swap(context, renaming, step).out(scene, restored);
        } catch (SQLException | OrdermigException e) {
            return stays(scene, restored, failed, problem, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stays(scene, restored, failed, problem, e);
        }
        problem.changed(
                restored.old().isEmpty()
                        ? "nothing: " + restored.by().by() + " has its name again, and there is no " + scene.name()
                        : "nothing: the names are taken back. " + scene.name()
                                + " is what it was before. What anybody wrote meanwhile, and only that, is in "
                                + restored.by().by());
        return failures.notVerified(
                failed,
                problem.fix("Correct the query in verifySql, if it is wrong.")
                        .fix(Remedy.set("snapshotId", "<name>", "to restore from another copy")),
                null);
    }

    /** The names could not be taken back: somebody uses what serves now, most likely. */
    private OrdermigException stays(
            Scene scene, Restored restored, List<String> failed, Problem.Builder problem, Exception why) {
        problem.changed(swapped(scene, restored))
                .detail("The names could not be taken back. "
                        + (why instanceof OrdermigException told
                                ? told.problem().inShort()
                                : ""));
        if (why instanceof SQLException e) {
            problem.detail(failures.translate(e, "").problem().details().stream()
                    .findFirst()
                    .orElse(""));
        }
        if (!restored.old().isEmpty()) {
            problem.fix(Remedy.set(
                    "snapshotId",
                    restored.old(),
                    "to go forward again, to the data of before, once nobody is connected"));
        }
        return failures.notVerified(
                failed,
                problem.fix("Or run it again: it asks again, and takes the names back if the answers are the same."),
                why);
    }

    private static String swapped(Scene scene, Restored restored) {
        return restored.by().by() + " is " + scene.name() + " now"
                + (restored.old().isEmpty() ? "" : "; what was there before is " + restored.old());
    }
}
