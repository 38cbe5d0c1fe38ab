package io.ordermig.dynamo.change;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.List;

/**
 * What a wanted change comes to, seen from the state that the table is in.
 *
 * @param change what is wanted
 * @param calls the calls, in their order; empty when all is as wanted, and when there are problems
 * @param alreadySo what is as wanted already, a sentence each
 * @param warnings what a person should know, a sentence each
 * @param problems why it cannot be done; nothing is called then
 */
public record ChangePlan(
        WantedChange change,
        List<PlannedCall> calls,
        List<String> alreadySo,
        List<String> warnings,
        List<Problem> problems) {

    public ChangePlan {
        calls = List.copyOf(calls);
        alreadySo = List.copyOf(alreadySo);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
    }

    /**
     * This plan, when it can be carried out.
     *
     * @throws OrdermigException with all problems
     */
    public ChangePlan orThrow() {
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        return this;
    }
}
