package io.ordermig.postgres;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;

/** Turns Flyway's findings about applied migrations into problems, one each. */
final class Mismatches {

    private final Set<String> belowCurrent;

    /** Findings about the migrations of an inventory. */
    Mismatches(MigrationInfoService info) {
        this.belowCurrent = Arrays.stream(info.all())
                .filter(one -> one.getState() == MigrationState.IGNORED)
                .map(one -> String.valueOf(one.getVersion()))
                .collect(Collectors.toSet());
    }

    /** All of them. */
    List<Problem> of(ValidateResult result) {
        return result.invalidMigrations == null
                ? List.of()
                : result.invalidMigrations.stream().map(this::problem).toList();
    }

    /** The same without what is merely pending, which is what {@code migrate} is for. */
    List<Problem> ofApplied(ValidateResult result) {
        return result.invalidMigrations == null
                ? List.of()
                : result.invalidMigrations.stream()
                        .filter(invalid -> !isNotApplied(code(invalid)) || isBelowCurrent(invalid))
                        .map(this::problem)
                        .toList();
    }

    private boolean isBelowCurrent(ValidateOutput invalid) {
        return belowCurrent.contains(String.valueOf(invalid.version));
    }

    private static ErrorCode code(ValidateOutput invalid) {
        return invalid.errorDetails == null ? CoreErrorCode.ERROR : invalid.errorDetails.errorCode;
    }

    private static boolean isNotApplied(ErrorCode code) {
        return code == CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED
                || code == CoreErrorCode.RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED;
    }

    /** A failed row of the history. */
    static Problem failedRow(String title, String where) {
        return failedRow(title).where(where).build();
    }

    private static Problem.Builder failedRow(String title) {
        return Problem.of(PostgresProblem.FAILED_ROW, "Migration " + title + " failed in an earlier run.")
                .fix("See what it left behind and clean it up.")
                .fix(Remedy.run("repair", "to take the failed row out of the history"))
                .repeat(Repeat.AFTER_CLEANUP);
    }

    private Problem problem(ValidateOutput invalid) {
        String title = (invalid.version == null || invalid.version.isEmpty() ? "repeatable" : invalid.version) + " "
                + invalid.description;
        ErrorCode code = code(invalid);
        Problem.Builder problem;
        if (code == CoreErrorCode.CHECKSUM_MISMATCH) {
            problem = Problem.of(
                            PostgresProblem.HISTORY_MISMATCH,
                            "Migration " + title + " was changed after it had been applied.")
                    .fix("Put the file back as it was, and make the change in a new migration.")
                    .fix(Remedy.run(
                            "repair",
                            "if the change makes no difference (a comment, a blank), to accept the file as it is"));
        } else if (code == CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED
                || code == CoreErrorCode.APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED) {
            problem = Problem.of(
                            PostgresProblem.HISTORY_MISMATCH,
                            "Migration " + title + " was applied, and its file is gone.")
                    .fix("Bring the file back. If the project was not built, build it first.")
                    .fix(Remedy.run("repair", "if it is gone for good, to mark it as deleted"));
        } else if (isNotApplied(code) && isBelowCurrent(invalid)) {
            problem = Problem.of(
                            PostgresProblem.HISTORY_MISMATCH,
                            "Migration " + title + " is not applied, and a higher version is.")
                    .fix("Give it a version above the current one.")
                    .fix(Remedy.set("outOfOrder", "true", "to apply it all the same"));
        } else if (isNotApplied(code)) {
            problem = Problem.of(PostgresProblem.HISTORY_MISMATCH, "Migration " + title + " is not applied.")
                    .fix(Remedy.run("migrate", "to apply it"));
        } else if (code == CoreErrorCode.FAILED_VERSIONED_MIGRATION
                || code == CoreErrorCode.FAILED_REPEATABLE_MIGRATION) {
            problem = failedRow(title);
        } else {
            problem = Problem.of(
                            PostgresProblem.HISTORY_MISMATCH, "Migration " + title + " differs from what was applied.")
                    .fix("Put the file back as it was.")
                    .fix(Remedy.run("repair", "to accept the file as it is"));
        }
        if (invalid.errorDetails != null) {
            String.valueOf(invalid.errorDetails.errorMessage).lines().limit(3).forEach(problem::detail);
        }
        return problem.where(invalid.filepath == null ? "" : invalid.filepath).build();
    }
}
