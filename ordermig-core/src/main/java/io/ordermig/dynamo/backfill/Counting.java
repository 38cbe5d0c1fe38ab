package io.ordermig.dynamo.backfill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts items, in parallel, without changing any. */
final class Counting {

    private final PageReader reader;
    private final Workers workers;
    private final TableFacts table;
    private final int segments;
    private final BooleanSupplier late;

    /**
     * Counting of one table.
     *
     * @param late whether the time is over, which ends it after a page
     */
    Counting(PageReader reader, Workers workers, TableFacts table, int segments, BooleanSupplier late) {
        this.reader = reader;
        this.workers = workers;
        this.table = table;
        this.segments = segments;
        this.late = late;
    }

    /** Counts the items for which a condition holds; empty when the time is over before the end. */
    Optional<BackfillEstimate> matching(ItemCondition condition, boolean consistent, Tally tally, Workers.Watch watch)
            throws InterruptedException {
        return count(new PageReader.Look(condition, Set.of(), true, consistent), items -> 0, tally, watch);
    }

    /** Counts the items that would be changed now; empty when the time is over before the end. */
    Optional<BackfillEstimate> toBeChanged(ItemChange change, boolean consistent, Tally tally, Workers.Watch watch)
            throws InterruptedException {
        if (change.conditionDecides()) {
            return matching(change.condition(), consistent, tally, watch);
        }
        return count(
                new PageReader.Look(change.condition(), change.reads(), false, consistent),
                items -> items.stream()
                        .filter(item -> change.write(table, item).isPresent())
                        .count(),
                tally,
                watch);
    }

    /** Counts what DynamoDB counts, or else what is found among the items. */
    private Optional<BackfillEstimate> count(
            PageReader.Look look,
            ToLongFunction<List<Map<String, AttributeValue>>> found,
            Tally tally,
            Workers.Watch watch)
            throws InterruptedException {
        LongAdder matching = new LongAdder();
        boolean all =
                workers.run(segments, (segment, stop) -> count(segment, stop, look, found, matching, tally), watch);
        BackfillCounts counts = tally.counts();
        return all
                ? Optional.of(new BackfillEstimate(counts.lookedAt(), matching.sum(), counts.readUnits()))
                : Optional.empty();
    }

    private void count(
            int segment,
            AtomicBoolean stop,
            PageReader.Look look,
            ToLongFunction<List<Map<String, AttributeValue>>> found,
            LongAdder matching,
            Tally tally)
            throws InterruptedException {
        Map<String, AttributeValue> after = Map.of();
        do {
            PageReader.Page page = reader.page(look, segment, segments, after);
            tally.add(new BackfillCounts(page.scanned(), 0, 0, 0, page.units(), 0));
            matching.add(
                    look.counting()
                            ? page.matching()
                            : found.applyAsLong(page.response().items()));
            after = page.response().lastEvaluatedKey();
            if (!after.isEmpty() && late.getAsBoolean()) {
                stop.set(true);
            }
        } while (!after.isEmpty() && !stop.get());
    }
}
