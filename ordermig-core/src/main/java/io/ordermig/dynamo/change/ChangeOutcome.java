package io.ordermig.dynamo.change;

import java.util.List;

/**
 * What became of a change that is complete.
 *
 * @param change what was wanted
 * @param calls the calls that this run made and that had their effect, in their order
 * @param alreadySo what was as wanted before
 * @param warnings what a person should know
 */
public record ChangeOutcome(
        WantedChange change, List<PlannedCall> calls, List<String> alreadySo, List<String> warnings) {

    public ChangeOutcome {
        calls = List.copyOf(calls);
        alreadySo = List.copyOf(alreadySo);
        warnings = List.copyOf(warnings);
    }

    /** Whether this run changed nothing. */
    public boolean isUnchanged() {
        return calls.isEmpty();
    }
}
