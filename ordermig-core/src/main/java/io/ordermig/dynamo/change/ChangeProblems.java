package io.ordermig.dynamo.change;

import io.ordermig.aws.Aws;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what keeps a change from being carried out. */
final class ChangeProblems {

    private ChangeProblems() {}

    static Problem.Builder tableMissing(String operation, String table) {
        return Problem.of(ChangeProblem.TABLE_MISSING, "There is no table " + table + ".")
                .where(operation + " of " + table)
                .fix("Create it by a CreateTable before this, or correct the name.")
                .fix("Or look at region and credentials: the table may be in another account or region.");
    }

    static OrdermigException tableUnusable(String table, String state) {
        String advice = switch (state) {
            case "INACCESSIBLE_ENCRYPTION_CREDENTIALS" ->
                "Give DynamoDB access to the table's KMS key again: within seven days, after which it archives"
                        + " the table.";
            case "REPLICATION_NOT_AUTHORIZED" ->
                "Allow the replication of the table again, in its policy and its service-linked role.";
            default -> "Restore the backup that DynamoDB made of the table when it archived it.";
        };
        return new OrdermigException(
                Problem.of(ChangeProblem.TABLE_UNUSABLE, "The table " + table + " is " + state + ", and stays so.")
                        .where(table)
                        .detail("DynamoDB changes tables that are ACTIVE.")
                        .fix(advice)
                        .build());
    }

    static OrdermigException timedOut(
            WantedChange change, Duration budget, String waitedFor, Optional<OrdermigException> lastFailure) {
        Problem.Builder problem = Problem.of(
                        ChangeProblem.TIMED_OUT,
                        "The " + change.operation() + " of " + change.table() + " is not complete after "
                                + Durations.text(budget) + ".")
                .where(change.operation() + " of " + change.table())
                .detail(waitedFor);
        lastFailure.ifPresent(failure -> {
            problem.detail("In the end: " + failure.problem().what());
            failure.problem().details().forEach(problem::detail);
        });
        return new OrdermigException(
                problem.fix("Run it again: it goes on where this run stopped. What DynamoDB has begun, it completes.")
                        .fix("Or allow more time: an index of a large table takes hours.")
                        .repeat(Repeat.SAFE)
                        .build(),
                lastFailure.orElse(null));
    }

    static OrdermigException interrupted(WantedChange change, @Nullable Throwable cause) {
        return new OrdermigException(
                Problem.of(
                                ChangeProblem.INTERRUPTED,
                                "The run was told to stop during the " + change.operation() + " of " + change.table()
                                        + ".")
                        .where(change.operation() + " of " + change.table())
                        .fix("Run it again: it goes on where this run stopped.")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }

    static OrdermigException withoutEffect(PlannedCall call, int times) {
        return new OrdermigException(Problem.of(
                        ChangeProblem.NO_EFFECT,
                        "DynamoDB accepted " + call.operation() + " of " + call.table() + " " + times
                                + " times, and the table is not as wanted.")
                .where(call.operation() + " of " + call.table())
                .detail("It was to: " + call.sentence() + ".")
                .fix("See whether somebody else changes the table back, such as another deployment.")
                .fix("See the table's events in CloudTrail.")
                .repeat(Repeat.SAFE)
                .build());
    }

    /** The problem for a refusal that has a name here; the same exception for all others. */
    static OrdermigException refused(PlannedCall call, OrdermigException e) {
        if (DynamoCalls.isBillingLimit(e)) {
            return retold(
                    e,
                    Problem.of(
                                    ChangeProblem.BILLING_SWITCHES,
                                    "The table " + call.table()
                                            + " was switched to on-demand as often as it may be in 24 hours.")
                            .fix("Run it again when DynamoDB permits it, which it says above if it knows: 24 hours"
                                    + " after the last switch at the latest."));
        }
        if (call.operation().equals("UpdateTimeToLive") && Aws.message(e).contains("modified multiple times")) {
            return retold(
                    e,
                    Problem.of(
                                    ChangeProblem.TTL_TOO_SOON,
                                    "Time to live of " + call.table() + " was changed less than an hour ago.")
                            .fix("Run it again an hour after that change. DynamoDB needs up to an hour to bring one"
                                    + " about, and permits no other meanwhile."));
        }
        return e;
    }

    private static OrdermigException retold(OrdermigException e, Problem.Builder problem) {
        problem.where(e.problem().where()).repeat(Repeat.SAFE);
        e.problem().details().forEach(problem::detail);
        return new OrdermigException(problem.build(), e.getCause());
    }

    /** The same problems, with what was changed before. */
    static OrdermigException after(OrdermigException e, List<String> done, Optional<PlannedCall> underWay) {
        if (done.isEmpty() && underWay.isEmpty()) {
            return e;
        }
        StringBuilder changed = new StringBuilder();
        if (!done.isEmpty()) {
            changed.append("done: ").append(String.join("; ", done));
        }
        underWay.ifPresent(call -> changed.append(changed.isEmpty() ? "" : ". ")
                .append("begun, and DynamoDB goes on with it: ")
                .append(call.sentence()));
        List<Problem> problems = e.problems().stream()
                .map(problem -> problem.changed().equals(Problem.NOTHING_CHANGED)
                        ? problem.after(changed.toString(), problem.repeat())
                        : problem)
                .toList();
        if (problems.size() == 1) {
            return new OrdermigException(problems.get(0), e);
        }
        OrdermigException retold = new OrdermigException(problems);
        retold.addSuppressed(e);
        return retold;
    }

    /** The state of a table in one line. */
    static String state(String table, String state, List<RunEvent.IndexState> indexes) {
        StringBuilder text = new StringBuilder("The table " + table + " is " + state);
        indexes.stream()
                .filter(index -> !index.state().equals("ACTIVE"))
                .forEach(index -> text.append(", its index ")
                        .append(index.name())
                        .append(" is ")
                        .append(index.state())
                        .append(index.backfilling() ? ", with " + index.items() + " items so far" : ""));
        return text.append(".").toString();
    }
}
