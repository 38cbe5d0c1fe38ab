package io.ordermig.dynamo.backfill;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The problems of backfills, in words. None quotes an item. */
final class Failures {

    private Failures() {}

    /** The failure of a call, said for a backfill where that says more. */
    static OrdermigException translated(String table, OrdermigException e) {
        return switch (Aws.code(e)) {
            case "ResourceNotFoundException" ->
                new OrdermigException(
                        Problem.of(BackfillProblem.TABLE_MISSING, "There is no table " + table + ".")
                                .where(table)
                                .detail(String.join(" ", e.problem().details()))
                                .fix("Correct the name or the region, or see who has deleted it.")
                                .build(),
                        e);
            case "ValidationException" ->
                new OrdermigException(
                        Problem.of(
                                        BackfillProblem.REFUSED,
                                        "DynamoDB refuses what the backfill of table " + table + " asks for.")
                                .where(table)
                                .detail(String.join(" ", e.problem().details()))
                                .fix("Correct the expressions, or the condition so that it leaves out items that"
                                        + " cannot be changed in this way.")
                                .build(),
                        e);
            default -> e;
        };
    }

    static OrdermigException transformFailed(
            String table, ItemTransform transform, String why, @Nullable Throwable cause) {
        return new OrdermigException(
                Problem.of(
                                BackfillProblem.TRANSFORM_FAILED,
                                "The transformation of the items of table " + table + " failed.")
                        .where(transform.getClass().getName())
                        .detail(why)
                        .fix("Correct the class, so that it can take every item of the table.")
                        .build(),
                cause);
    }

    static OrdermigException endless(String table) {
        return new OrdermigException(Problem.of(
                        BackfillProblem.ENDLESS,
                        "The backfill of table " + table + " would change again what it has changed.")
                .where(table)
                .detail("The first item was changed, and is still one of those that are to be changed.")
                .fix("Make the condition false after the update, for example by attribute_not_exists of what it sets."
                        + " A transformation returns no changes for an item that it has changed.")
                .build());
    }

    static OrdermigException takenOver(String table) {
        return new OrdermigException(
                Problem.of(BackfillProblem.TAKEN_OVER, "Another run goes on with the backfill of table " + table + ".")
                        .where(table)
                        .fix("Wait for the other run; if there is none any more, run it again.")
                        .repeat(Repeat.SAFE)
                        .build());
    }

    static OrdermigException notVerified(String table, String what, String advice) {
        return new OrdermigException(
                Problem.of(BackfillProblem.NOT_VERIFIED, "The backfill of table " + table + " could not be verified.")
                        .where(table)
                        .detail(what)
                        .fix(advice)
                        .build());
    }

    static OrdermigException budgetSpent(String table, Duration budget) {
        return new OrdermigException(Problem.of(
                        BackfillProblem.BUDGET_SPENT,
                        "The backfill of table " + table + " is not done after " + Durations.text(budget) + ".")
                .where(table)
                .detail("It may take no longer in one run.")
                .fix("Run it again, when it may go on: it continues where it stopped.")
                .fix(Remedy.set("dynamoBackfillTimeout", "<duration>", "to let it go on for longer"))
                .repeat(Repeat.SAFE)
                .build());
    }

    static OrdermigException interrupted(String table, InterruptedException cause) {
        return new OrdermigException(
                Problem.of(
                                BackfillProblem.INTERRUPTED,
                                "The run was told to stop during the backfill of table " + table + ".")
                        .where(table)
                        .fix("Run it again: it continues where it stopped.")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }

    /** The same failure, with what the backfill has changed before it. */
    static OrdermigException after(OrdermigException e, BackfillCounts counts) {
        Problem problem = e.problem();
        long items = counts.changed() + (problem.code() == BackfillProblem.ENDLESS ? 1 : 0);
        String changed = items == 0
                ? "no item"
                : items + (items == 1 ? " item" : " items") + "; the next run continues from the last checkpoint";
        return new OrdermigException(problem.after(changed, problem.repeat()), e);
    }
}
