package io.ordermig.dynamo.change;

import io.ordermig.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** A plan while it is made. Each call is planned from the state that the calls before it leave. */
final class PlanDraft {

    private final WantedChange change;
    private final Instant now;
    private final List<PlannedCall> calls = new ArrayList<>();
    private final List<String> alreadySo = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private LiveTable state;

    PlanDraft(WantedChange change, LiveTable live, Instant now) {
        this.change = change;
        this.state = live;
        this.now = now;
    }

    LiveTable state() {
        return state;
    }

    String table() {
        return state.name();
    }

    String operation() {
        return change.operation();
    }

    Instant now() {
        return now;
    }

    void call(DynamoDbRequest request, String sentence, Until until) {
        call(new PlannedCall(table(), request, sentence, until, "", true));
    }

    void call(PlannedCall call) {
        calls.add(call);
        state = Foreseen.after(state, call.request(), now);
    }

    void alreadySo(String sentence) {
        alreadySo.add(sentence);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    void problem(Problem.Builder problem) {
        problems.add(problem.build());
    }

    /** A problem of this change. */
    Problem.Builder problemOf(ChangeProblem code, String what) {
        return Problem.of(code, what).where(operation() + " of " + table());
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    ChangePlan finished() {
        return new ChangePlan(change, problems.isEmpty() ? calls : List.of(), alreadySo, warnings, problems);
    }
}
