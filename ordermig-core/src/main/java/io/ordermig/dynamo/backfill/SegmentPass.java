package io.ordermig.dynamo.backfill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Goes through a segment page by page, changes what is to be changed, and keeps a checkpoint after each page. A page that
 * was not finished is begun again by the next run, where the items that were changed are passed over. Thread-safe.
 */
final class SegmentPass implements Workers.SegmentWork {

    private final PageReader reader;
    private final PageReader.Look look;
    private final ItemWriter writer;
    private final Checkpoints checkpoints;
    private final int segments;
    private final Tally tally;
    private final BooleanSupplier late;

    /**
     * One round.
     *
     * @param tally counts each item as it is dealt with
     * @param late whether the time is over, which ends it after a page
     */
    SegmentPass(
            Access access,
            ItemWriter writer,
            Checkpoints checkpoints,
            int segments,
            Tally tally,
            BooleanSupplier late) {
        this.reader = access.reader();
        this.look = access.look();
        this.writer = writer;
        this.checkpoints = checkpoints;
        this.segments = segments;
        this.tally = tally;
        this.late = late;
    }

    /** How items are read. */
    record Access(PageReader reader, PageReader.Look look) {}

    @Override
    public void segment(int segment, AtomicBoolean stop) throws InterruptedException {
        SegmentCheckpoint checkpoint = checkpoints.claim(segment);
        tally.resume(checkpoint.counts());
        while (!checkpoint.done() && !stop.get()) {
            if (late.getAsBoolean()) {
                stop.set(true);
                return;
            }
            PageReader.Page page = reader.page(look, segment, segments, checkpoint.position());
            BackfillCounts read =
                    new BackfillCounts(page.scanned(), 0, page.scanned() - page.matching(), 0, page.units(), 0);
            tally.add(read);
            Optional<BackfillCounts> written = write(page.response().items(), stop);
            if (written.isEmpty()) {
                return;
            }
            checkpoint = checkpoint.after(page.response().lastEvaluatedKey(), read.plus(written.get()));
            checkpoints.save(segment, checkpoint);
        }
    }

    /** Changes the items of a page; empty when it was told to stop before the last. */
    private Optional<BackfillCounts> write(List<Map<String, AttributeValue>> items, AtomicBoolean stop)
            throws InterruptedException {
        BackfillCounts all = BackfillCounts.NONE;
        for (Map<String, AttributeValue> item : items) {
            if (stop.get()) {
                return Optional.empty();
            }
            ItemWriter.Written written = writer.write(item);
            BackfillCounts one = new BackfillCounts(
                    0,
                    written.changed() ? 1 : 0,
                    written.changed() || written.lost() > 0 ? 0 : 1,
                    written.lost(),
                    0,
                    written.units());
            tally.add(one);
            all = all.plus(one);
        }
        return Optional.of(all);
    }
}
