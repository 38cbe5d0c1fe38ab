package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A session on a server that is not in the managed database, for what PostgreSQL allows only from outside of it, such
 * as copying it. Same role, same protection. Close it to end the session.
 */
public final class MaintenanceSession implements AutoCloseable {

    /** Databases that every server has, unless somebody removed them. */
    private static final List<String> OUTSIDE = List.of("postgres", "template1");

    private final Connection connection;

    private MaintenanceSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects to a database other than the managed one.
     *
     * @param managed the name of the managed database
     * @throws OrdermigException when the server cannot be connected to
     */
    public static MaintenanceSession open(
            ConnectionConfig config,
            String managed,
            ClassLoader classes,
            String run,
            Sleeper sleeper,
            RunEvents events) {
        Connector connector = new Connector(config, new SessionDataSource.Session(run, classes, sleeper), events);
        ConnectionFailures failures = new ConnectionFailures(config);
        SQLException first = null;
        for (String database : OUTSIDE) {
            if (database.equals(managed)) {
                continue;
            }
            try {
                return new MaintenanceSession(connector.connectTo(database));
            } catch (SQLException e) {
                if (!SqlStates.of(e).equals(SqlStates.DATABASE_MISSING)) {
                    throw failures.translate(e);
                }
                first = first == null ? e : first;
            }
        }
        throw failures.translate(first == null ? new SQLException("no database to connect to") : first);
    }

    /** The session, in autocommit. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was done is done; a session that cannot be closed is ended by the server.
            LoggerFactory.getLogger(MaintenanceSession.class).debug("A session could not be closed.", e);
        }
    }
}
