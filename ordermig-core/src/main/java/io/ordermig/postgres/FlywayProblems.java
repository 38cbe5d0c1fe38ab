package io.ordermig.postgres;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;

/** Says in our own words why Flyway stopped outside of any migration. Where it has no code for that, its text must do. */
final class FlywayProblems {

    private final String address;

    /** Problems with the database at an address. */
    FlywayProblems(String address) {
        this.address = address;
    }

    /**
     * The problem behind an exception of Flyway's.
     *
     * @param message its message on one line, without secrets
     */
    Problem of(Throwable thrown, String message) {
        if (thrown instanceof FlywayException flyway && flyway.getErrorCode() instanceof CoreErrorCode code) {
            switch (code) {
                case DUPLICATE_VERSIONED_MIGRATION, DUPLICATE_REPEATABLE_MIGRATION -> {
                    return duplicate(flyway);
                }
                case NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE -> {
                    return Problem.of(PostgresProblem.NOT_MANAGED, "The schema is not empty and has no history.")
                            .where(address)
                            .detail("Applying all migrations to it would most likely fail half-way.")
                            .fix(Remedy.run("baseline", "to record which version the schema already has"))
                            .fix(Remedy.set("baselineOnMigrate", "true", "to do that within migrate"))
                            .build();
                }
                default -> {}
            }
        }
        if (message.contains("contains a failed")) {
            return Problem.of(PostgresProblem.FAILED_ROW, "The history holds a migration that failed.")
                    .where(address)
                    .detail(message)
                    .fix("See what that migration left behind and clean it up.")
                    .fix(Remedy.run("repair", "to take the failed row out of the history"))
                    .repeat(Repeat.AFTER_CLEANUP)
                    .build();
        }
        if (message.contains("Unable to baseline")) {
            return Problem.of(PostgresProblem.BASELINE_REFUSED, "The history cannot take a baseline.")
                    .where(address)
                    .detail(message)
                    .fix(Remedy.run("info", "to see what is recorded"))
                    .build();
        }
        if (message.contains("No migration with a target version")) {
            return Problem.of(PostgresProblem.TARGET_UNKNOWN, "There is no migration with the target version.")
                    .where("parameter target")
                    .detail(message)
                    .fix("Name a version that exists, or put ? after it if it may be missing.")
                    .build();
        }
        if (message.contains("Unable to release PostgreSQL advisory lock")) {
            return Problem.of(PostgresProblem.HISTORY_LOCKED, "A migration gave up the lock on the history.")
                    .where(address)
                    .detail("DISCARD ALL and pg_advisory_unlock_all() do that. Another run might have come in between.")
                    .fix("Do without them in migrations, then run it again.")
                    .repeat(Repeat.SAFE)
                    .build();
        }
        if (message.contains("advisory lock")) {
            return Problem.of(PostgresProblem.HISTORY_LOCKED, "Another run holds the lock on the history.")
                    .where(address)
                    .detail(message)
                    .fix("Wait until the other run has ended.")
                    .fix(Remedy.set("lockRetryCount", "600", "to wait longer, a second each"))
                    .repeat(Repeat.SAFE)
                    .build();
        }
        return Problem.of(PostgresProblem.UNEXPECTED, "Flyway stopped.")
                .where(address)
                .detail(message)
                .fix("Read the message above; the stack trace is shown with -e.")
                .build();
    }

    private static Problem duplicate(FlywayException flyway) {
        Problem.Builder problem = Problem.of(PostgresProblem.DUPLICATE_VERSION, "Two migrations have the same version.")
                .fix("Give one of them another version; the one that was applied anywhere keeps its own.");
        String.valueOf(flyway.getMessage()).lines().map(String::strip).forEach(problem::detail);
        return problem.build();
    }
}
