package io.ordermig.dynamo.ledger;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;

/** What is said when a run is told to stop. */
final class Interruption {

    private Interruption() {}

    /** The problem; the thread stays interrupted. */
    static OrdermigException of(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new OrdermigException(
                Problem.of(LedgerProblem.INTERRUPTED, "The run was told to stop while it was " + what + ".")
                        .fix("Run it again; it goes on where the ledger says.")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
