package io.ordermig.dynamo;

import io.ordermig.config.DynamoConfig;
import io.ordermig.dynamo.backfill.BackfillOptions;
import io.ordermig.dynamo.backfill.CheckpointStore;
import io.ordermig.dynamo.backfill.ItemBackfill;
import io.ordermig.dynamo.change.ChangeContext;
import io.ordermig.event.RunEvents;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What everything that touches tables works with. */
record Workplace(DynamoDbClient client, DynamoConfig config, Clock clock, Sleeper sleeper, RunEvents events) {

    /** A server on this machine is done within moments, and may be asked often. */
    private static final Duration LOCAL_INTERVAL = Duration.ofMillis(200);

    ChangeContext changes() {
        Duration interval = config.waiting().pollInterval();
        boolean often = config.isLocal() && interval.compareTo(LOCAL_INTERVAL) > 0;
        return new ChangeContext(
                clock,
                sleeper,
                events,
                often ? LOCAL_INTERVAL : interval,
                config.waiting().timeout());
    }

    ItemBackfill backfill(CheckpointStore checkpoints) {
        DynamoConfig.Backfill wanted = config.backfill();
        BackfillOptions options = BackfillOptions.DEFAULTS
                .withWorkers(wanted.workers())
                .withCapacity(wanted.reads(), wanted.writes())
                .withCountFirst(wanted.countFirst());
        return new ItemBackfill(new ItemBackfill.Context(
                client,
                checkpoints,
                Optional.of(wanted.timeout())
                        .filter(limit -> !limit.isZero())
                        .map(options::withBudget)
                        .orElse(options),
                clock,
                sleeper,
                events));
    }
}
