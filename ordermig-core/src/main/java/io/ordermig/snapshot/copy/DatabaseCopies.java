package io.ordermig.snapshot.copy;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.event.RestorePoint;
import io.ordermig.postgres.HistoryState;
import io.ordermig.postgres.MaintenanceSession;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.RestorePoints;
import io.ordermig.snapshot.SnapshotContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Restore points of a database that is not on RDS: copies of it on the same server, made by
 * {@code CREATE DATABASE … TEMPLATE}. Needs PostgreSQL 13 or later, and a role that may create databases and has the
 * rights of the database's owner. A copy holds everything that is in the database, with its privileges and settings; it
 * takes no connections until it is restored. While it is made, nobody can connect to the database. Not thread-safe.
 */
public final class DatabaseCopies implements RestorePoints {

    private final ConnectionConfig config;
    private final ClassLoader classes;
    private final SnapshotContext context;
    private final String database;
    private final CopyFailures failures;

    private DatabaseCopies(ConnectionConfig config, ClassLoader classes, SnapshotContext context, String database) {
        this.config = config;
        this.classes = classes;
        this.context = context;
        this.database = database;
        this.failures = new CopyFailures(config, database);
    }

    /**
     * The copies of a database. Connects when something is asked of it, and not for longer.
     *
     * @param connection how the database is reached; copies are made from another database of the server
     * @param classes where certificates may lie
     * @param database its name
     */
    public static DatabaseCopies open(
            ConnectionConfig connection, ClassLoader classes, SnapshotContext context, String database) {
        return new DatabaseCopies(connection, classes, context, database);
    }

    @Override
    public RestorePoint take(Optional<HistoryState> state) {
        return inSession("Database " + database + " could not be copied.", (connection, server) -> {
            CopySource source = CopySource.find(connection, server, database).orElseThrow(failures::missing);
            return new NewCopy(context, this::session, connection, failures, server, source).take(state);
        });
    }

    @Override
    public List<ListedPoint> list() {
        return inSession(
                "The copies of " + database + " could not be listed.",
                (connection, server) -> new CopyCatalog(connection, database)
                        .all().stream().map(copy -> copy.listed(server)).toList());
    }

    /**
     * Removes one of ordermig's own.
     *
     * @throws OrdermigException when the database of that name is not a copy of this one
     */
    @Override
    public void remove(ListedPoint point) {
        String name = point.point().id();
        inSession("The copy " + name + " could not be removed.", (connection, server) -> {
            CopyCatalog catalog = new CopyCatalog(connection, database);
            if (catalog.find(name).isPresent()) {
                try (Statement statement = connection.createStatement()) {
                    long budget = context.config().waiting().timeout().toMillis();
                    statement.execute("SET statement_timeout = " + Math.min(budget, Integer.MAX_VALUE));
                    statement.execute("DROP DATABASE IF EXISTS " + Quoted.identifier(name));
                }
            } else if (catalog.exists(name)) {
                throw failures.notOurs(name);
            }
            return Boolean.TRUE;
        });
    }

    @Override
    public String source() {
        return database;
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

    private <T> T inSession(String failure, Work<T> work) {
        try (MaintenanceSession session = session()) {
            CopyServer server = CopyServer.of(session.connection());
            // A tunnel makes a production server look like one of this machine.
            if (server.rds()) {
                throw failures.onRds();
            }
            return work.with(session.connection(), server);
        } catch (SQLException e) {
            throw failures.translate(e, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(e);
        }
    }

    private MaintenanceSession session() {
        return MaintenanceSession.open(config, database, classes, context.run(), context.sleeper(), context.events());
    }
}
