package io.ordermig.postgres;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.postgres.script.ScriptFile;
import io.ordermig.postgres.script.Verification;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.Placeholders;
import java.sql.Connection;
import java.sql.SQLException;
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
            // As the file has it: the values of placeholders may be secrets.
            String shown = abbreviated(verification.sql());
            boolean passed = ask(sql, shown, where, connection);
            events.publish(new RunEvent.VerificationFinished(
                    events.now(), migration, shown, passed, Duration.ofNanos(System.nanoTime() - start)));
            if (!passed) {
                throw new OrdermigException(Problem.of(
                                PostgresProblem.NOT_VERIFIED,
                                "Migration " + migration.title() + " did what it says, but its verification is false.")
                        .where(where)
                        .detail(shown)
                        .fix(
                                "Look at the rows that the query is about, then correct the migration or the verification.")
                        .build());
            }
        }
    }

    private static boolean ask(String sql, String shown, String where, Connection connection) {
        try {
            BooleanAnswer answer = BooleanAnswer.to(sql, connection);
            if (!answer.fault().isEmpty()) {
                throw unusable(shown, where, answer.fault(), null);
            }
            return answer.value();
        } catch (SQLException e) {
            throw unusable(shown, where, firstLine(e), e);
        }
    }

    private static OrdermigException unusable(String shown, String where, String why, @Nullable SQLException cause) {
        return new OrdermigException(
                Problem.of(PostgresProblem.VERIFICATION_UNUSABLE, "A verification does not return one boolean.")
                        .where(where)
                        .detail(shown)
                        .detail(why)
                        .fix(
                                "Write a query that returns one row with one boolean, such as SELECT NOT EXISTS (SELECT …).")
                        .build(),
                cause);
    }

    /** Further lines of a server's message may quote rows. */
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String abbreviated(String sql) {
        return sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN - 1) + "…";
    }
}
