package io.ordermig.postgres;

import io.ordermig.config.ConfigProblem;
import io.ordermig.config.ConnectionConfig;
import io.ordermig.config.LoginSource.Login;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.Driver;

/**
 * Opens physical connections: named after the run, protected as {@link TlsPolicy} says, tried again while the server
 * cannot be reached, and once more with a renewed login when it lets the present one no longer in. Thread-safe.
 */
final class Connector {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ConnectionConfig config;
    private final SessionDataSource.Session session;
    private final RunEvents events;
    private final Properties properties;

    Connector(ConnectionConfig config, SessionDataSource.Session session, RunEvents events) {
        this.config = config;
        this.session = session;
        this.events = events;
        this.properties = properties(config, session);
    }

    private static Properties properties(ConnectionConfig config, SessionDataSource.Session session) {
        Properties properties = new Properties();
        properties.putAll(config.properties());
        properties.setProperty("ApplicationName", "ordermig/" + session.run());
        properties.putIfAbsent("tcpKeepAlive", "true");
        // The details of a server's error may quote rows, and would get into every log and stack trace.
        properties.putIfAbsent("logServerErrorDetail", "false");
        new TlsPolicy(config.tls(), session.classes()).apply(parsedUrl(config), properties);
        return properties;
    }

    private static Properties parsedUrl(ConnectionConfig config) {
        // The driver logs a URL that it cannot read, so it is shown the one without secrets first.
        Properties parsed = Driver.parseURL(config.address(), null);
        if (parsed == null) {
            throw new OrdermigException(
                    Problem.of(ConfigProblem.INVALID_VALUE, "The value of url cannot be used: " + config.address())
                            .where("parameter url")
                            .detail("Expected a PostgreSQL URL, jdbc:postgresql://<host>:<port>/<database>.")
                            .fix("Correct the value of url.")
                            .build());
        }
        return parsed;
    }

    /** A connection to the configured database. */
    Connection connect() throws SQLException {
        return connect(config.url(), properties);
    }

    /** A connection to another database of the same server, with the same role. */
    Connection connectTo(String database) throws SQLException {
        Properties all = Driver.parseURL(config.url(), new Properties());
        if (all == null) {
            throw refused();
        }
        all.putAll(properties);
        all.remove("PGHOST");
        all.remove("PGPORT");
        all.remove("PGDBNAME");
        return connect(ServerUrl.of(config).withDatabase(database), all);
    }

    void loginTimeout(int seconds) {
        properties.setProperty("loginTimeout", Integer.toString(seconds));
    }

    int loginTimeout() {
        return Integer.parseInt(properties.getProperty("loginTimeout", "0"));
    }

    private Connection connect(String url, Properties base) throws SQLException {
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(url, base);
            } catch (SQLException e) {
                if (attempt > config.retry().retries() || !SqlStates.isPassing(e)) {
                    throw e;
                }
                events.publish(new RunEvent.ConnectRetried(
                        events.now(),
                        PostgresEngine.STORE,
                        config.address(),
                        config.maskIn(String.valueOf(e.getMessage())),
                        attempt,
                        wait));
                pause(wait, e);
                Duration doubled = wait.multipliedBy(2);
                wait = doubled.compareTo(config.retry().maxInterval()) > 0
                        ? config.retry().maxInterval()
                        : doubled;
            }
        }
    }

    /** One attempt; a second one when the login was refused and there is a newer one. */
    private Connection attempt(String url, Properties base) throws SQLException {
        try {
            return open(url, base);
        } catch (SQLException e) {
            if (!SqlStates.isAuthentication(e) || !config.logins().renew()) {
                throw e;
            }
            try {
                return open(url, base);
            } catch (SQLException again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }

    private Connection open(String url, Properties base) throws SQLException {
        Properties with = new Properties();
        with.putAll(base);
        Login login = config.logins().current();
        if (!login.user().isEmpty()) {
            with.setProperty("user", login.user());
        }
        if (!login.password().isEmpty()) {
            with.setProperty("password", login.password().reveal());
        }
        Connection connection = new Driver().connect(url, with);
        if (connection == null) {
            throw refused();
        }
        return connection;
    }

    private SQLException refused() {
        return new SQLException("The PostgreSQL driver does not accept the URL " + config.address());
    }

    private void pause(Duration wait, SQLException reason) throws SQLException {
        try {
            // Up to a tenth more, so that many builds do not come back at the same instant.
            session.sleeper().sleep(wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 10 + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
