package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.event.MigrationRef;
import io.ordermig.postgres.MigrationObserver.Stop;
import io.ordermig.postgres.script.ScriptFile;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what went wrong while Flyway was at work, and what has changed by then. */
final class MigrationFailures {

    private final ConnectionConfig config;
    private final MigrationRefs refs;

    MigrationFailures(ConnectionConfig config, MigrationRefs refs) {
        this.config = config;
        this.refs = refs;
    }

    /**
     * A failure outside of any migration.
     *
     * @param applied what the run has applied before
     */
    OrdermigException general(Throwable thrown, List<MigrationRef> applied) {
        Optional<OrdermigException> own = MigrationObserver.own(thrown);
        if (own.isPresent()) {
            return own.get();
        }
        SQLException sql = sqlCause(thrown);
        Problem problem = sql != null
                ? sqlProblem(sql, "A statement of Flyway's own failed.", "Read the server's message above.")
                        .where(config.address())
                        .build()
                : new FlywayProblems(config.address()).of(thrown, oneLine(String.valueOf(thrown.getMessage())));
        return new OrdermigException(problem.after(changed(applied, ""), problem.repeat()), thrown);
    }

    /**
     * A failure of a migration that runs in a transaction.
     *
     * @param stop where it stopped
     * @param applied what the run has applied before
     */
    OrdermigException rolledBack(Throwable thrown, Stop stop, List<MigrationRef> applied) {
        Problem problem = problem(thrown, stop);
        String effects = changed(applied, "Migration " + stop.migration().title() + " was rolled back whole.");
        return new OrdermigException(problem.after(effects, problem.repeat()), thrown);
    }

    /** Whether the history has a row for a failed migration. */
    enum Row {
        FAILED,
        NONE,
        UNKNOWN
    }

    /**
     * What a migration without a transaction has left.
     *
     * @param row its row in the history
     * @param indexes what to do about INVALID indexes, one sentence each
     */
    record Leftovers(Row row, List<String> indexes) {}

    /** A failure of a migration that runs without a transaction. */
    OrdermigException leftBehind(Throwable thrown, Stop stop, List<MigrationRef> applied, Leftovers left) {
        Problem problem = problem(thrown, stop);
        List<Remedy> remedies = new ArrayList<>(problem.remedies());
        left.indexes().forEach(sentence -> remedies.add(Remedy.advice(sentence)));
        String history;
        if (left.row() == Row.NONE) {
            history = "the history has no row for it, so that the next migrate runs it again.";
            remedies.add(Remedy.advice("Take back what it did, or make it bear a second run (IF NOT EXISTS)."));
        } else {
            history = "the history " + (left.row() == Row.FAILED ? "has" : "may have") + " a failed row for it.";
            remedies.add(Remedy.run("repair", "to take the failed row out of the history"));
        }
        String effects = changed(
                applied,
                "Migration " + stop.migration().title()
                        + " runs without a transaction: what its statement did stays, and " + history);
        return new OrdermigException(
                new Problem(
                        problem.code(),
                        problem.what(),
                        problem.where(),
                        problem.details(),
                        remedies,
                        effects,
                        Repeat.AFTER_CLEANUP),
                thrown);
    }

    private Problem problem(Throwable thrown, Stop stop) {
        return MigrationObserver.own(thrown)
                .map(OrdermigException::problem)
                .orElseGet(() -> migrationProblem(thrown, stop));
    }

    private Problem migrationProblem(Throwable thrown, Stop stop) {
        SQLException sql = sqlCause(thrown);
        String title = "Migration " + stop.migration().title();
        Optional<ScriptFile> file = refs.script(stop.info());
        if (file.isEmpty()) {
            return javaProblem(thrown, sql, stop);
        }
        String where = file.get().origin();
        if (sql == null) {
            return Problem.of(PostgresProblem.UNEXPECTED, title + " failed.")
                    .where(where)
                    .detail(oneLine(String.valueOf(root(thrown).getMessage())))
                    .fix("Read the message above; the stack trace is shown with -e.")
                    .build();
        }
        if (stop.done()) {
            return sqlProblem(sql, title + " failed when it was to be committed.")
                    .where(where)
                    .build();
        }
        if (stop.statement() > 0) {
            int line = StatementPlace.lineOf(file.get().text(), stop.sql(), stop.statement(), position(sql));
            where += ", line " + line + ", statement " + stop.statement();
        }
        return sqlProblem(sql, title + " failed.").where(where).build();
    }

    private Problem javaProblem(Throwable thrown, @Nullable SQLException sql, Stop stop) {
        String what = "Migration " + stop.migration().title() + " failed.";
        String where = "class " + stop.migration().script();
        if (sql != null) {
            Problem problem = sqlProblem(sql, what).where(where).build();
            if (problem.code() != PostgresProblem.STATEMENT_FAILED) {
                return problem;
            }
        }
        Problem.Builder problem = Problem.of(PostgresProblem.JAVA_FAILED, what)
                .where(where)
                .fix("Correct the class and build the project again; the stack trace is shown with -e.");
        if (sql == null) {
            Throwable root = root(thrown);
            problem.detail(root.getClass().getName() + ": " + oneLine(String.valueOf(root.getMessage())));
        } else {
            serverWords(sql).forEach(problem::detail);
        }
        return problem.build();
    }

    private Problem.Builder sqlProblem(SQLException sql, String what) {
        return sqlProblem(sql, what, "Correct the statement in the file.");
    }

    private Problem.Builder sqlProblem(SQLException sql, String what, String otherwise) {
        String state = SqlStates.of(sql);
        Problem.Builder problem;
        if (state.equals(SqlStates.LOCK_NOT_AVAILABLE)) {
            problem = Problem.of(PostgresProblem.LOCK_TIMEOUT, what.replace("failed", "did not get a lock in time"))
                    .fix("Run it again at a quieter time; nothing waits behind it meanwhile.")
                    .fix(Remedy.set("lockTimeout", "5s", "to wait longer, while everybody else waits behind"))
                    .repeat(Repeat.SAFE);
        } else if (state.equals(SqlStates.DEADLOCK)) {
            problem = Problem.of(
                            PostgresProblem.DEADLOCK,
                            what.replace("failed", "was ended by the server as one side of a deadlock"))
                    .fix(
                            "Run it again. If it happens again, lock the tables in the order in which the application does.")
                    .repeat(Repeat.SAFE);
        } else if (state.equals(SqlStates.CANCELED)) {
            problem = Problem.of(PostgresProblem.STATEMENT_TIMEOUT, what.replace("failed", "ran longer than it may"))
                    .fix("Give the file more time with -- ordermig:statement-timeout <duration>, or make it smaller.")
                    .fix(Remedy.set("statementTimeout", "30m", "for all files"));
        } else if (SqlStates.isFull(state)) {
            problem = Problem.of(PostgresProblem.SERVER_FULL, what.replace("failed", "found the server full"))
                    .fix("Give the server more room, then run it again.");
        } else if (SqlStates.isUnreachable(state) || SqlStates.isUnavailable(state)) {
            problem = Problem.of(PostgresProblem.CONNECTION_LOST, "The connection to the server broke.")
                    .fix("Find out why (failover, restart, idle limit of a proxy), then run it again.")
                    .repeat(Repeat.SAFE);
        } else if (state.equals("25006")) {
            problem = Problem.of(PostgresProblem.READ_ONLY, what.replace("failed", "met a server that refuses writes"))
                    .fix("Connect to the primary, not to a standby or reader endpoint.");
        } else if (SqlStates.needsNoTransaction(state)) {
            problem = Problem.of(PostgresProblem.STATEMENT_FAILED, what)
                    .fix("Add -- ordermig:transaction false at the top of the file, with this statement alone in it.");
        } else if (state.equals(SqlStates.NO_RIGHT)) {
            String user = config.logins().current().user();
            problem = Problem.of(PostgresProblem.STATEMENT_FAILED, what)
                    .fix("Grant the role" + (user.isEmpty() ? "" : " " + user)
                            + " what the server names, or migrate with the role that owns it.");
        } else {
            problem = Problem.of(PostgresProblem.STATEMENT_FAILED, what).fix(otherwise);
        }
        serverWords(sql).forEach(problem::detail);
        return problem;
    }

    private List<String> serverWords(SQLException sql) {
        ServerErrorMessage message = serverMessage(sql);
        if (message != null) {
            // The detail may quote row values ("Key (email)=(…) already exists"); it stays on the server.
            return List.of(
                    oneLine(String.valueOf(message.getMessage())) + " (SQLSTATE " + message.getSQLState() + ")",
                    message.getHint() == null ? "" : "Hint of the server: " + oneLine(message.getHint()),
                    message.getConstraint() == null ? "" : "Constraint: " + message.getConstraint());
        }
        return List.of(oneLine(String.valueOf(sql.getMessage())));
    }

    private static int position(SQLException sql) {
        ServerErrorMessage message = serverMessage(sql);
        return message == null ? 0 : message.getPosition();
    }

    private static @Nullable ServerErrorMessage serverMessage(SQLException sql) {
        return sql instanceof PSQLException server ? server.getServerErrorMessage() : null;
    }

    /** What a run has changed, as a sentence. */
    static String changed(List<MigrationRef> applied, String last) {
        String before = applied.isEmpty()
                ? ""
                : applied.size()
                        + (applied.size() == 1
                                ? " migration is applied and stays: "
                                : " migrations are applied and stay: ")
                        + applied.stream()
                                .map(m -> m.version().isEmpty() ? m.description() : m.version())
                                .collect(Collectors.joining(", "))
                        + ".";
        String text = (before + " " + last).strip();
        return text.isEmpty()
                ? Problem.NOTHING_CHANGED
                : applied.isEmpty() && last.endsWith("whole.") ? "nothing. " + last : text;
    }

    private static @Nullable SQLException sqlCause(Throwable thrown) {
        SQLException last = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                last = sql;
            }
        }
        return last;
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private String oneLine(String text) {
        return config.maskIn(text.replaceAll("\\s+", " ").strip());
    }
}
