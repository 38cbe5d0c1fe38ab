package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long statement on a thread of its own, so that its caller can look after it meanwhile, and stop it when told to. The
 * connection belongs to it until {@link #await} has returned or thrown.
 */
public final class StatementRun {

    /** How long the server may take to obey when a statement is cancelled. */
    private static final Duration OBEYING = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(StatementRun.class);

    private final Connection connection;
    private final Statement statement;
    private final FutureTask<Boolean> outcome;

    private StatementRun(Connection connection, Statement statement, String sql) {
        this.connection = connection;
        this.statement = statement;
        this.outcome = new FutureTask<>(() -> statement.execute(sql));
    }

    /** What is done while the statement runs. */
    @FunctionalInterface
    public interface Meanwhile {
        /** Looks after it; what it throws cancels the statement. */
        void look() throws SQLException;
    }

    /** Sends the statement. */
    public static StatementRun start(Connection connection, String sql) throws SQLException {
        StatementRun run = new StatementRun(connection, connection.createStatement(), sql);
        Thread thread = new Thread(run.outcome, "ordermig-copy");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    /**
     * Waits for its end.
     *
     * @param meanwhile called at each tick
     * @throws InterruptedException when told to stop, and the statement had no effect
     * @throws SQLException what the server or {@code meanwhile} says
     */
    public void await(Duration tick, Meanwhile meanwhile) throws SQLException, InterruptedException {
        try {
            while (!isOver(tick)) {
                meanwhile.look();
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            if (!cancel(e)) {
                throw e;
            }
            // It had just ended: what is left to do is short.
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            if (!cancel(e)) {
                throw e;
            }
            LOG.debug("What looked after a statement failed when it had just ended.", e);
        } finally {
            statement.close();
        }
    }

    private boolean isOver(Duration wait) throws ExecutionException, InterruptedException {
        try {
            outcome.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Cancels the statement and waits until the server has obeyed; whether it came to its end nevertheless. */
    private boolean cancel(Exception reason) {
        boolean interrupted = false;
        try {
            statement.cancel();
            while (true) {
                try {
                    if (isOver(OBEYING)) {
                        return true;
                    }
                    connection.abort(Runnable::run);
                    return false;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException obeyed) {
            return false;
        } catch (SQLException e) {
            reason.addSuppressed(e);
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException failure(ExecutionException e) {
        if (e.getCause() instanceof SQLException told) {
            return told;
        }
        if (e.getCause() instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return new SQLException("the statement could not be run", e);
    }
}
