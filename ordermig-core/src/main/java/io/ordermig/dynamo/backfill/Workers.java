package io.ordermig.dynamo.backfill;

import java.time.Duration;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets some threads go through all segments, each on one at a time. */
final class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    /** No call lasts longer, so a thread that is told to stop is at its end after that. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

    private final int number;
    private final Duration look;

    /**
     * So many threads.
     *
     * @param look the time between two looks while they work
     */
    Workers(int number, Duration look) {
        this.number = number;
        this.look = look;
    }

    /** What is done with a segment. It returns early when it is told to stop. */
    @FunctionalInterface
    interface SegmentWork {
        void segment(int segment, AtomicBoolean stop) throws InterruptedException;
    }

    /** Looks while others work, on the thread that waits. */
    @FunctionalInterface
    interface Watch {
        /** Whether the work is to end before it is done. */
        boolean stop();
    }

    /**
     * Does the work, and returns when all threads are at their end. The first failure ends all, and is thrown with the
     * others as suppressed.
     *
     * @return whether all segments were gone through
     * @throws InterruptedException when this thread or one of the others is told to stop
     */
    boolean run(int segments, SegmentWork work, Watch watch) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger();
        int threads = Math.min(number, segments);
        ExecutorService executor = Executors.newFixedThreadPool(threads, threads());
        CompletionService<Boolean> ended = new ExecutorCompletionService<>(executor);
        try {
            for (int i = 0; i < threads; i++) {
                ended.submit(() -> {
                    for (int s = next.getAndIncrement(); s < segments && !stop.get(); s = next.getAndIncrement()) {
                        work.segment(s, stop);
                    }
                    return true;
                });
            }
            await(ended, threads, stop, watch, executor);
            return !stop.get();
        } finally {
            stop.set(true);
            executor.shutdownNow();
        }
    }

    private void await(
            CompletionService<Boolean> ended, int threads, AtomicBoolean stop, Watch watch, ExecutorService executor)
            throws InterruptedException {
        Throwable failure = null;
        for (int left = threads; left > 0; ) {
            Future<Boolean> one;
            try {
                one = ended.poll(look.toMillis(), TimeUnit.MILLISECONDS);
                if (one == null) {
                    if (failure == null && watch.stop()) {
                        stop.set(true);
                    }
                    continue;
                }
            } catch (InterruptedException e) {
                end(stop, executor);
                throw e;
            }
            left--;
            Throwable ofOne = failureOf(one);
            if (ofOne != null && failure == null) {
                failure = ofOne;
                stop.set(true);
                executor.shutdownNow();
            } else if (ofOne != null && failure != null && !(ofOne instanceof InterruptedException)) {
                failure.addSuppressed(ofOne);
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof InterruptedException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static void end(AtomicBoolean stop, ExecutorService executor) {
        stop.set(true);
        executor.shutdownNow();
        boolean over = false;
        try {
            over = executor.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            LOG.warn("Threads of a backfill have not ended yet; what they still write is conditional.");
        }
    }

    private static @Nullable Throwable failureOf(Future<Boolean> one) throws InterruptedException {
        try {
            one.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static ThreadFactory threads() {
        AtomicInteger count = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> {
            Thread thread = new Thread(work, "ordermig-backfill-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }
}
