package io.ordermig.dynamo.backfill;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One run of one backfill: count, change, verify. */
final class BackfillRun {

    private static final double FIRST_READ_ESTIMATE = 1;
    private static final double FIRST_WRITE_ESTIMATE = 1;

    private final ItemBackfill.Context context;
    private final BackfillOptions options;
    private final MigrationRef migration;
    private final ItemChange change;
    private final Calls calls;
    private final Workers workers;
    private final Instant begun;
    private Tally tally = new Tally();
    private BackfillCounts earlier = BackfillCounts.NONE;

    BackfillRun(ItemBackfill.Context context, MigrationRef migration, ItemChange change) {
        this.context = context;
        this.options = context.options();
        this.migration = migration;
        this.change = change;
        this.calls = new Calls(context.clock(), context.sleeper(), options.patience());
        this.workers = new Workers(options.workers(), options.look());
        this.begun = context.clock().instant();
    }

    /** Work that can be told to stop. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws InterruptedException;
    }

    BackfillEstimate estimate() {
        return guarded(() -> {
            TableFacts table = calls.persist("dynamodb:DescribeTable", () -> facts());
            return count(table, reader(table), segments(table));
        });
    }

    BackfillOutcome run(String name) {
        return guarded(() -> {
            TableFacts table = calls.persist("dynamodb:DescribeTable", () -> facts());
            PageReader reader = reader(table);
            Checkpoints checkpoints =
                    new Checkpoints(context.checkpoints(), name, change.table(), calls, context.clock());
            String identity = Identity.of(change.identity(), table.name(), table.id());
            Optional<BackfillPlan> kept =
                    checkpoints.plan().filter(plan -> plan.identity().equals(identity));
            BackfillPlan plan = kept.isPresent() ? kept.get() : plan(identity, checkpoints.epoch(), table, reader);
            checkpoints.open(plan);
            tellStart(plan, kept.isPresent());
            BackfillPlan last = rounds(plan, table, reader, checkpoints);
            checkpoints.forget();
            return outcome(last, kept.isPresent());
        });
    }

    private TableFacts facts() {
        return TableFacts.of(context.client(), change.table());
    }

    private BackfillPlan plan(String identity, long epoch, TableFacts table, PageReader reader)
            throws InterruptedException {
        int segments = segments(table);
        BackfillEstimate estimate =
                options.countFirst() ? count(table, reader, segments) : new BackfillEstimate(0, 0, 0);
        return new BackfillPlan(identity, epoch, 1, segments, estimate, BackfillCounts.NONE);
    }

    private int segments(TableFacts table) {
        return change.segments() > 0 ? change.segments() : table.segments(options.workers());
    }

    private BackfillEstimate count(TableFacts table, PageReader reader, int segments) throws InterruptedException {
        Tally counted = new Tally();
        Progress progress = progress("count", counted, table.items());
        return counting(table, reader, segments)
                .toBeChanged(change, false, counted, watch(progress))
                .orElseThrow(this::budgetSpent);
    }

    /** Goes through the table until nothing is left. */
    private BackfillPlan rounds(BackfillPlan first, TableFacts table, PageReader reader, Checkpoints checkpoints)
            throws InterruptedException {
        BackfillPlan plan = first;
        int lastRound = first.round() + options.rounds() - 1;
        ItemWriter writer = new ItemWriter(context.client(), writeMeters(table), table, change);
        while (true) {
            tally = new Tally();
            earlier = plan.earlier();
            Progress progress = progress("round " + plan.round(), tally, total(plan, table));
            PageReader.Look look = new PageReader.Look(change.condition(), change.reads(), false, plan.round() > 1);
            SegmentPass pass = new SegmentPass(
                    new SegmentPass.Access(reader, look), writer, checkpoints, plan.segments(), tally, late());
            boolean all = workers.run(plan.segments(), pass, watch(progress));
            progress.tell();
            if (!all) {
                throw budgetSpent();
            }
            BackfillEstimate left = verify(plan, table, reader);
            if (isRight(left)) {
                return plan;
            }
            if (plan.round() >= lastRound || (change.verification().isPresent() && changedNothing())) {
                throw notVerified(left, plan.round());
            }
            plan = plan.next(checkpoints.nextEpoch(), plan.earlier().plus(tally.counts()));
            checkpoints.open(plan);
        }
    }

    private boolean changedNothing() {
        return tally.counts().changed() == 0;
    }

    private BackfillEstimate verify(BackfillPlan plan, TableFacts table, PageReader reader)
            throws InterruptedException {
        Tally counted = new Tally();
        Instant started = context.clock().instant();
        Progress progress = progress("verification", counted, total(plan, table));
        Counting counting = counting(table, reader, plan.segments());
        Optional<BackfillEstimate> found = change.verification().isPresent()
                ? counting.matching(change.verification().get().condition(), true, counted, watch(progress))
                : counting.toBeChanged(change, true, counted, watch(progress));
        tally.add(new BackfillCounts(0, 0, 0, 0, counted.counts().readUnits(), 0));
        BackfillEstimate left = found.orElseThrow(this::budgetSpent);
        context.events()
                .publish(new RunEvent.VerificationFinished(
                        context.clock().instant(),
                        migration,
                        question(),
                        isRight(left),
                        Duration.between(started, context.clock().instant())));
        return left;
    }

    private boolean isRight(BackfillEstimate found) {
        return found.matching()
                == change.verification().map(ItemChange.Verification::expected).orElse(0L);
    }

    private String question() {
        return change.verification()
                .map(count -> count.expected() + " items of " + change.table() + " for which "
                        + count.condition().expression())
                .orElseGet(() -> "no item of " + change.table() + " left"
                        + (change.condition().expression().isEmpty()
                                ? ""
                                : " for which " + change.condition().expression()));
    }

    private OrdermigException notVerified(BackfillEstimate found, int rounds) {
        String asked = "Asked: " + question() + ". Counted: " + found.matching() + ", after " + rounds
                + (rounds == 1 ? " round." : " rounds.");
        return Failures.notVerified(
                change.table(),
                asked,
                change.verification().isPresent()
                        ? "Look at the items; correct the expressions, or the number that is expected."
                        : "See who goes on writing such items: deploy what writes the new form first. Then run it"
                                + " again.");
    }

    private long total(BackfillPlan plan, TableFacts table) {
        return plan.estimate().items() > 0 ? plan.estimate().items() : table.items();
    }

    private void tellStart(BackfillPlan plan, boolean resumed) {
        context.events()
                .publish(new RunEvent.BackfillStarted(
                        context.clock().instant(),
                        migration,
                        change.table(),
                        plan.estimate().items(),
                        plan.estimate().matching(),
                        plan.estimate().readUnits(),
                        plan.segments(),
                        options.workers(),
                        resumed));
    }

    private BackfillOutcome outcome(BackfillPlan plan, boolean resumed) {
        BackfillCounts counts = plan.earlier().plus(tally.counts());
        Instant now = context.clock().instant();
        Duration took = Duration.between(begun, now);
        context.events()
                .publish(new RunEvent.BackfillFinished(
                        now,
                        migration,
                        change.table(),
                        counts.lookedAt(),
                        counts.changed(),
                        counts.passedOver(),
                        counts.lostRaces(),
                        plan.round(),
                        counts.readUnits(),
                        counts.writeUnits(),
                        resumed,
                        took));
        return new BackfillOutcome(counts, plan.round(), plan.segments(), resumed, took);
    }

    private Counting counting(TableFacts table, PageReader reader, int segments) {
        return new Counting(reader, workers, table, segments, late());
    }

    private Progress progress(String stage, Tally counted, long total) {
        return new Progress(context.events(), migration, change.table(), stage, counted, total);
    }

    private Workers.Watch watch(Progress progress) {
        return () -> {
            progress.tell();
            return late().getAsBoolean();
        };
    }

    private BooleanSupplier late() {
        Clock clock = context.clock();
        return () -> options.budget()
                .map(limit -> !clock.instant().isBefore(begun.plus(limit)))
                .orElse(false);
    }

    private OrdermigException budgetSpent() {
        return Failures.budgetSpent(change.table(), options.budget().orElse(Duration.ZERO));
    }

    private PageReader reader(TableFacts table) {
        Meter meter = new Meter(limit(options.reads().of(table.readUnits())), FIRST_READ_ESTIMATE);
        return new PageReader(context.client(), context.clock(), calls, meter, table, options.pageSize());
    }

    private WriteMeters writeMeters(TableFacts table) {
        Map<String, Meter> indexes = new HashMap<>();
        table.indexWriteUnits()
                .forEach((name, units) ->
                        indexes.put(name, new Meter(limit(options.writes().of(units)), FIRST_WRITE_ESTIMATE)));
        return new WriteMeters(
                calls, new Meter(limit(options.writes().of(table.writeUnits())), FIRST_WRITE_ESTIMATE), indexes);
    }

    private CapacityLimit limit(double unitsPerSecond) {
        return new CapacityLimit(context.clock(), context.sleeper(), unitsPerSecond);
    }

    private <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.after(Failures.interrupted(change.table(), e), soFar());
        } catch (OrdermigException e) {
            throw Failures.after(Failures.translated(change.table(), e), soFar());
        }
    }

    private BackfillCounts soFar() {
        return earlier.plus(tally.counts());
    }
}
