package io.ordermig.postgres;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.postgres.script.ScriptFile;
import io.ordermig.postgres.script.Statements;
import io.ordermig.postgres.script.Verification;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a migration's verifications on its own connection, so that they see what it did before it is committed. */
final class Verifier {

    private static final int SHOWN = 300;

    private final Placeholders placeholders;
    private final RunEvents events;

    Verifier(Placeholders placeholders, RunEvents events) {
        this.placeholders = placeholders;
        this.events = events;
    }

    /**
     * Asks all verifications of a file, in order.
     *
     * @throws OrdermigException at the first that is not answered with true
     */
    void verify(MigrationRef migration, ScriptFile file, Connection connection) {
        for (Verification verification : file.header().verifications()) {
            String where = file.origin() + ", line " + verification.line();
            String sql = placeholders.replace(verification.sql(), file.name());
            long start = System.nanoTime();
            boolean passed = ask(sql, where, connection);
            events.publish(new RunEvent.VerificationFinished(
                    events.now(),
                    migration,
                    Statements.shortened(sql, SHOWN),
                    passed,
                    Duration.ofNanos(System.nanoTime() - start)));
            if (!passed) {
                throw new OrdermigException(Problem.of(
                                PostgresProblem.NOT_VERIFIED,
                                "Migration " + migration.title() + " did what it says, but its verification is false.")
                        .where(where)
                        .detail(Statements.shortened(sql, SHOWN))
                        .fix("Look at the rows that the query is about, then correct the migration or the verification.")
                        .build());
            }
        }
    }

    private static boolean ask(String sql, String where, Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            boolean isBoolean = rows.getMetaData().getColumnCount() == 1
                    && (rows.getMetaData().getColumnType(1) == Types.BIT
                            || rows.getMetaData().getColumnType(1) == Types.BOOLEAN);
            if (!isBoolean || !rows.next()) {
                throw unusable(sql, where, isBoolean ? "It returned no row." : "It returns something else.", null);
            }
            boolean answer = rows.getBoolean(1);
            if (rows.wasNull()) {
                throw unusable(sql, where, "It returned NULL, which is neither true nor false.", null);
            }
            if (rows.next()) {
                throw unusable(sql, where, "It returned more than one row.", null);
            }
            return answer;
        } catch (SQLException e) {
            throw unusable(sql, where, String.valueOf(e.getMessage()), e);
        }
    }

    private static OrdermigException unusable(String sql, String where, String why, @Nullable SQLException cause) {
        return new OrdermigException(
                Problem.of(PostgresProblem.VERIFICATION_UNUSABLE, "A verification does not return one boolean.")
                        .where(where)
                        .detail(Statements.shortened(sql, SHOWN))
                        .detail(why)
                        .fix("Write a query that returns one row with one boolean, such as SELECT NOT EXISTS (SELECT …).")
                        .build(),
                cause);
    }
}
