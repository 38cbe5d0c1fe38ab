package io.ordermig.dynamo.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row of one migration. Its file may look different today.
 *
 * @param migration the migration as it was when it was last begun, or aligned
 * @param state what became of it
 * @param work how it was applied, or undone, last
 * @param revision counts the changes of the row, from 1
 */
public record MigrationRow(ResolvedMigration migration, RowState state, Work work, long revision) {

    /**
     * How a migration was applied, or undone.
     *
     * @param runner who did it
     * @param term the tenure of the lock in which it was done
     * @param started when it began
     * @param finishedOn when it ended; {@code null} while it has not, and when it was killed
     * @param operationsDone how many operations were done
     * @param error the code and the first line of the problem it stopped at; empty when there was none
     */
    public record Work(
            Runner runner,
            long term,
            Instant started,
            @Nullable Instant finishedOn,
            int operationsDone,
            String error) {

        /** When it ended; empty while it has not, and when it was killed. */
        public Optional<Instant> finished() {
            return Optional.ofNullable(finishedOn);
        }

        /** How long it took; zero while it has not ended. */
        public Duration took() {
            return finishedOn == null ? Duration.ZERO : Duration.between(started, finishedOn);
        }

        Work withOperation() {
            return new Work(runner, term, started, null, operationsDone + 1, "");
        }

        Work ended(Instant at, String problem) {
            return new Work(runner, term, started, at, operationsDone, problem);
        }
    }

    /** Its version. */
    public Version version() {
        return migration.version();
    }

    /** For people: {@code 3 add order index}. */
    public String title() {
        return migration.title();
    }

    /** The next revision of the row. */
    MigrationRow next(RowState nextState, Work nextWork) {
        return new MigrationRow(migration, nextState, nextWork, revision + 1);
    }
}
