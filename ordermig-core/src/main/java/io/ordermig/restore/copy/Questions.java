package io.ordermig.restore.copy;

import io.ordermig.config.PostgresConfig;
import io.ordermig.event.RunEvent;
import io.ordermig.postgres.DataCheck;
import io.ordermig.postgres.PostgresEngine;
import io.ordermig.postgres.PostgresProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.SnapshotContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks a database that was restored over SQL, with the login of the run. */
record Questions(RestoreContext context, PostgresConfig postgres, ClassLoader classes) {

    /** What a server says that is busy: clients come back all at once. */
    private static final Set<PostgresProblem> PASSING =
            Set.of(PostgresProblem.UNREACHABLE, PostgresProblem.UNAVAILABLE);

    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Asks everything.
     *
     * @param version the version of the schema that is to be found; empty when there is none, or it is not known
     * @return the questions that were not answered as they should be
     * @throws OrdermigException when the server is too busy to be asked
     */
    List<String> ask(String version) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                List<String> failed =
                        new ArrayList<>(check().ask(context.config().verification()));
                history(version, failed);
                return failed;
            } catch (OrdermigException e) {
                boolean isPassing = e.problem().code() instanceof PostgresProblem code && PASSING.contains(code);
                if (!isPassing) {
                    return List.of(e.problem().inShort());
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            context.snapshots().sleeper().sleep(PAUSE);
        }
    }

    /** That the history can be read is asked already; here, that it is the one of the copy. */
    private void history(String version, List<String> failed) {
        if (version.isEmpty()) {
            return;
        }
        SnapshotContext run = context.snapshots();
        Instant begun = run.clock().instant();
        String found = new PostgresEngine(postgres, classes, run.run(), run.sleeper(), run.events())
                .state()
                .version();
        String answer = found.isEmpty() ? "there is none" : found + (found.equals(version) ? "" : ", not " + version);
        boolean isThere = !found.isEmpty();
        run.events()
                .publish(new RunEvent.RestoreVerified(
                        run.events().now(),
                        "the version of the schema, " + version + " when it was copied",
                        answer,
                        isThere,
                        Duration.between(begun, run.clock().instant())));
        if (!isThere) {
            failed.add("the version of the schema, " + version + " when it was copied: there is no history");
        }
    }

    private DataCheck check() {
        SnapshotContext run = context.snapshots();
        return new DataCheck(postgres, classes, run.run(), run.sleeper(), run.events());
    }
}
