package io.ordermig.report;

import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One migration of a report that is still being written. */
final class MigrationDraft {

    private final MigrationRef migration;
    private final Inverse inverse;
    private final Instant started;
    private final List<MigrationReport.Statement> statements = new ArrayList<>();
    private final List<MigrationReport.Verification> verifications = new ArrayList<>();
    private final List<MigrationReport.Operation> operations = new ArrayList<>();
    private final List<MigrationReport.Backfill> backfills = new ArrayList<>();
    private MigrationReport.State state = MigrationReport.State.RUNNING;
    private Duration took = Duration.ZERO;
    private long rows;

    MigrationDraft(MigrationRef migration, Inverse inverse, Instant started) {
        this.migration = migration;
        this.inverse = inverse;
        this.started = started;
    }

    void add(MigrationReport.Statement statement) {
        statements.add(statement);
    }

    void add(MigrationReport.Verification verification) {
        verifications.add(verification);
    }

    void add(MigrationReport.Backfill backfill) {
        backfills.add(backfill);
    }

    /** What was begun last is the same call, now with its duration; anything else is one more. */
    void add(MigrationReport.Operation operation) {
        int last = operations.size() - 1;
        if (last >= 0
                && !operations.get(last).alreadySo()
                && operations.get(last).took().isZero()
                && operations.get(last).what().equals(operation.what())) {
            operations.set(last, operation);
        } else {
            operations.add(operation);
        }
    }

    void end(MigrationReport.State end, Duration duration, long changed) {
        state = end;
        took = duration;
        rows = changed;
    }

    MigrationReport.Migration finished() {
        return new MigrationReport.Migration(
                migration, inverse, state, started, took, rows, statements, verifications, operations, backfills);
    }
}
