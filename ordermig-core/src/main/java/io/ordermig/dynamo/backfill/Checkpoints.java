package io.ordermig.dynamo.backfill;

import io.ordermig.dynamo.backfill.CheckpointStore.Kept;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The plan and the checkpoints of one backfill, as one run uses them. Each run has an epoch, larger than those of the
 * runs before, and each round one more. What a run of a smaller epoch has kept is taken over; what one of a larger epoch
 * has kept is not touched, and this run goes no further. So a worker that a killed run left behind cannot move back what a later one has taken
 * over. Thread-safe after {@link #open}.
 */
final class Checkpoints {

    private static final String STORE = "dynamodb:PutItem";
    private static final int PLAN = 0;
    private static final int FIRST_SEGMENT = 1;

    private final CheckpointStore store;
    private final String backfill;
    private final String table;
    private final Calls calls;
    private final Map<Integer, Kept> kept;
    private final Clock clock;
    private volatile long epoch;
    private volatile long begun;

    /** What is kept now. */
    Checkpoints(CheckpointStore store, String backfill, String table, Calls calls, Clock clock)
            throws InterruptedException {
        this.store = store;
        this.backfill = backfill;
        this.table = table;
        this.calls = calls;
        this.clock = clock;
        this.kept = new ConcurrentHashMap<>(calls.persist("dynamodb:Query", () -> store.all(backfill)));
        Kept plan = kept.get(PLAN);
        // by the clock, so that it is larger also when the plan of an earlier run is forgotten
        this.epoch = Math.max(clock.millis(), plan == null ? 0 : CheckpointContent.epoch(plan.content()) + 1);
    }

    /** The present epoch. */
    long epoch() {
        return epoch;
    }

    /** Begins another epoch of this run, for a round more. No worker is at work meanwhile. */
    long nextEpoch() {
        long next = Math.max(clock.millis(), epoch + 1);
        epoch = next;
        return next;
    }

    /** The plan of an earlier run; empty when there is none. */
    Optional<BackfillPlan> plan() {
        return Optional.ofNullable(kept.get(PLAN)).map(plan -> CheckpointContent.plan(plan.content()));
    }

    /** Begins, or goes on, with a plan. */
    void open(BackfillPlan plan) throws InterruptedException {
        put(PLAN, CheckpointContent.of(plan, epoch));
        begun = plan.begun();
    }

    /** Takes over a segment, and says how far it has come in the round of the plan. */
    SegmentCheckpoint claim(int segment) throws InterruptedException {
        Kept before = kept.get(segment + FIRST_SEGMENT);
        SegmentCheckpoint checkpoint = checkpoint(before);
        if (checkpoint.done()) {
            return checkpoint;
        }
        while (true) {
            Kept now = attempt(
                    segment + FIRST_SEGMENT,
                    Optional.ofNullable(before),
                    CheckpointContent.of(checkpoint, begun, epoch));
            if (CheckpointContent.epoch(now.content()) == epoch) {
                return checkpoint;
            }
            before = now;
            checkpoint = checkpoint(now);
        }
    }

    private SegmentCheckpoint checkpoint(@Nullable Kept content) {
        return content == null || CheckpointContent.begun(content.content()) != begun
                ? SegmentCheckpoint.BEGINNING
                : CheckpointContent.segment(content.content());
    }

    /** Keeps how far a claimed segment has come. */
    void save(int segment, SegmentCheckpoint checkpoint) throws InterruptedException {
        put(segment + FIRST_SEGMENT, CheckpointContent.of(checkpoint, begun, epoch));
    }

    /** Removes everything. */
    void forget() throws InterruptedException {
        calls.persist("dynamodb:DeleteItem", () -> {
            store.deleteAll(backfill);
            return true;
        });
        kept.clear();
    }

    private void put(int number, Map<String, AttributeValue> content) throws InterruptedException {
        Optional<Kept> before = Optional.ofNullable(kept.get(number));
        while (true) {
            Kept now = attempt(number, before, content);
            if (now.content().equals(content)) {
                return;
            }
            before = Optional.of(now);
        }
    }

    private Kept attempt(int number, Optional<Kept> before, Map<String, AttributeValue> content)
            throws InterruptedException {
        Kept now = calls.persist(STORE, () -> store.put(backfill, number, before, content));
        if (CheckpointContent.epoch(now.content()) > epoch) {
            throw Failures.takenOver(table);
        }
        if (now.revision() == 0) {
            kept.remove(number);
        } else {
            kept.put(number, now);
        }
        return now;
    }
}
