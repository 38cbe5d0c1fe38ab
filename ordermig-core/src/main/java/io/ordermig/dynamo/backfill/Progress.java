package io.ordermig.dynamo.backfill;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import java.time.Duration;
import java.time.Instant;

/** Tells of one stage of a backfill, at each look while it goes on. */
final class Progress {

    private final RunEvents events;
    private final MigrationRef migration;
    private final String table;
    private final String stage;
    private final Tally tally;
    private final long total;
    private final Instant begun;

    /**
     * A stage that begins now.
     *
     * @param total the items to look at; 0 when nobody knows
     */
    Progress(RunEvents events, MigrationRef migration, String table, String stage, Tally tally, long total) {
        this.events = events;
        this.migration = migration;
        this.table = table;
        this.stage = stage;
        this.tally = tally;
        this.total = total;
        this.begun = events.now();
    }

    /** Tells how far it is. */
    void tell() {
        Instant now = events.now();
        BackfillCounts counts = tally.counts();
        double seconds = Duration.between(begun, now).toMillis() / 1e3;
        long mine = Math.max(0, counts.lookedAt() - tally.resumed());
        double perSecond = seconds > 0 ? mine / seconds : 0;
        long left = Math.max(0, total - counts.lookedAt());
        Duration remaining =
                total > 0 && perSecond > 0 ? Duration.ofMillis((long) (left / perSecond * 1e3)) : Duration.ZERO;
        events.publish(new RunEvent.BackfillProgressed(
                now,
                migration,
                table,
                stage,
                counts.lookedAt(),
                counts.changed(),
                counts.passedOver(),
                counts.lostRaces(),
                perSecond,
                remaining));
    }
}
