package io.ordermig.dynamo.backfill;

import static io.ordermig.dynamo.backfill.ItemBackfillTest.failure;
import static io.ordermig.dynamo.backfill.Orders.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import io.ordermig.testing.VirtualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoExtension.class)
class CheckpointsTest {

    private static final BackfillCounts SOME = new BackfillCounts(10, 4, 6, 0, 1.5, 4);

    private final VirtualTime time = new VirtualTime();
    private OpenLedger ledger;
    private CheckpointStore store;

    @BeforeEach
    void store(TestTables tables) {
        ledger = OpenLedger.of(tables.client(), tables.name("ledger"));
        store = ledger.checkpoints();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void goesOnWhereTheRunBeforeHasStopped() throws Exception {
        Checkpoints first = run();
        first.open(plan(first));
        first.claim(3);
        first.save(3, SegmentCheckpoint.BEGINNING.after(Map.of("id", text("x")), SOME));

        Checkpoints second = run();
        second.open(second.plan().orElseThrow());
        SegmentCheckpoint checkpoint = second.claim(3);

        assertThat(checkpoint.position()).containsEntry("id", text("x"));
        assertThat(checkpoint.counts()).isEqualTo(SOME);
        assertThat(checkpoint.done()).isFalse();
        assertThat(second.claim(4)).isEqualTo(SegmentCheckpoint.BEGINNING);
    }

    @Test
    void letsAZombieMoveNothingBack() throws Exception {
        Checkpoints zombie = run();
        zombie.open(plan(zombie));
        SegmentCheckpoint old = zombie.claim(0).after(Map.of("id", text("a")), SOME);
        zombie.save(0, old);

        Checkpoints later = run();
        later.open(later.plan().orElseThrow());
        SegmentCheckpoint further = later.claim(0).after(Map.of("id", text("m")), SOME);
        later.save(0, further);

        OrdermigException e = failure(() -> zombie.save(0, old.after(Map.of("id", text("b")), SOME)));
        assertThat(e.problem().code()).isEqualTo(BackfillProblem.TAKEN_OVER);
        assertThat(failure(() -> zombie.claim(0)).problem().code()).isEqualTo(BackfillProblem.TAKEN_OVER);
        assertThat(after(later)).isEqualTo(further);
    }

    @Test
    void takesOverWhatAZombieHasKeptSince() throws Exception {
        Checkpoints zombie = run();
        zombie.open(plan(zombie));
        Checkpoints later = run();
        later.open(later.plan().orElseThrow());

        SegmentCheckpoint zombies = zombie.claim(0).after(Map.of("id", text("a")), SOME);
        zombie.save(0, zombies);

        assertThat(later.claim(0)).isEqualTo(zombies);
        assertThat(failure(() -> zombie.save(0, zombies)).problem().code()).isEqualTo(BackfillProblem.TAKEN_OVER);
    }

    @Test
    void countsNothingOfAnotherPlan() throws Exception {
        Checkpoints first = run();
        first.open(plan(first));
        first.claim(0);
        first.save(0, SegmentCheckpoint.BEGINNING.after(Map.of(), SOME));

        Checkpoints second = run();
        second.open(plan(second));

        assertThat(second.claim(0)).isEqualTo(SegmentCheckpoint.BEGINNING);
    }

    @Test
    void countsNothingOfAnEarlierRound() throws Exception {
        Checkpoints run = run();
        BackfillPlan plan = plan(run);
        run.open(plan);
        run.claim(0);
        run.save(0, SegmentCheckpoint.BEGINNING.after(Map.of(), SOME));

        run.open(plan.next(run.nextEpoch(), SOME));

        assertThat(run.claim(0)).isEqualTo(SegmentCheckpoint.BEGINNING);
        assertThat(run().plan()).hasValueSatisfying(kept -> {
            assertThat(kept.round()).isEqualTo(2);
            assertThat(kept.earlier()).isEqualTo(SOME);
        });
    }

    @Test
    void forgets() throws Exception {
        Checkpoints run = run();
        run.open(plan(run));
        run.claim(0);

        run.forget();

        assertThat(store.all("1")).isEmpty();
        assertThat(run().plan()).isEmpty();
    }

    private SegmentCheckpoint after(Checkpoints earlier) throws InterruptedException {
        Checkpoints run = run();
        assertThat(run.epoch()).isGreaterThan(earlier.epoch());
        run.open(run.plan().orElseThrow());
        return run.claim(0);
    }

    private Checkpoints run() throws InterruptedException {
        return new Checkpoints(store, "1", "orders", new Calls(time, time, Duration.ofSeconds(10)), time);
    }

    private static BackfillPlan plan(Checkpoints run) {
        return new BackfillPlan(
                "identity", run.epoch(), 1, 8, new BackfillEstimate(100, 10, 12.5), BackfillCounts.NONE);
    }
}
