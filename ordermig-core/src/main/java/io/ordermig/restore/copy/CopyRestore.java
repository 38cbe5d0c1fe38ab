package io.ordermig.restore.copy;

import io.ordermig.config.PostgresConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.postgres.MaintenanceSession;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.copy.CopyServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a database back to a copy of it on the same server: in one transaction the database gets another name, and the
 * copy gets the database's. Nothing is removed. What was put aside is a restore point as well, so that one can go forward
 * again. Needs a role that may create databases and has the rights of the owner of both. Not thread-safe.
 */
public final class CopyRestore implements Restore {

    private final PostgresConfig postgres;
    private final ClassLoader classes;
    private final RestoreContext context;
    private final String database;
    private final RestoreFailures failures;
    private String old = "";

    private CopyRestore(PostgresConfig postgres, ClassLoader classes, RestoreContext context, String database) {
        this.postgres = postgres;
        this.classes = classes;
        this.context = context;
        this.database = database;
        this.failures = new RestoreFailures(postgres.connection(), database);
    }

    /**
     * The restore of a database. Connects when something is asked of it, and not for longer.
     *
     * @param postgres how the database is reached; it is renamed from another database of the server
     * @param classes where certificates may lie
     * @param database its name
     */
    public static CopyRestore open(
            PostgresConfig postgres, ClassLoader classes, RestoreContext context, String database) {
        return new CopyRestore(postgres, classes, context, database);
    }

    @Override
    public String source() {
        return database;
    }

    @Override
    public ListedPoint point() {
        refuse(Preconditions.ofConfig(context.config(), failures));
        return inSession((connection, server) -> {
            Scene scene = Scene.of(connection, server, database);
            return Choice.of(
                            connection,
                            scene,
                            failures,
                            context.config().snapshot(),
                            context.config().again())
                    .listed(scene);
        });
    }

    @Override
    public RestorePlan plan() {
        List<Problem> problems = new ArrayList<>(Preconditions.ofConfig(context.config(), failures));
        return inSession((connection, server) -> {
            Scene scene = Scene.of(connection, server, database);
            Preconditions preconditions = new Preconditions(context, failures, connection);
            Optional<Choice> choice = preconditions.choose(
                    scene, context.config().snapshot(), context.config().again(), problems);
            if (choice.flatMap(Choice::restored).isEmpty()) {
                problems.addAll(preconditions.of(scene, choice));
            }
            refuse(problems);
            old = scene.freeName(connection);
            return new Plans(context, connection, scene, choice.orElseThrow()).plan(old);
        });
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
    }

    @Override
    public Aftermath carryOut(RestorePlan plan) {
        return inSession(
                (connection, server) -> new CopyRun(this, this::session, connection, server, plan).carryOut(old));
    }

    RestoreContext context() {
        return context;
    }

    PostgresConfig postgres() {
        return postgres;
    }

    ClassLoader classes() {
        return classes;
    }

    RestoreFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        // Sessions are closed where they are used.
    }

    /** What is done in a session outside of the database. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection, CopyServer server) throws SQLException, InterruptedException;
    }

    private <T> T inSession(Work<T> work) {
        try (MaintenanceSession session = session()) {
            CopyServer server = CopyServer.of(session.connection());
            // A tunnel makes a production server look like one of this machine.
            if (server.rds()) {
                throw failures.onRds();
            }
            return work.with(session.connection(), server);
        } catch (SQLException e) {
            throw failures.translate(e, "Database " + database + " could not be taken back.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(Problem.NOTHING_CHANGED, e);
        }
    }

    private MaintenanceSession session() {
        return MaintenanceSession.open(
                postgres.connection(),
                database,
                classes,
                context.snapshots().run(),
                context.snapshots().sleeper(),
                context.snapshots().events());
    }
}
