package io.ordermig.restore.rds;

import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes sure that one run at a time works on a restore. Whoever does gives a sign, in the tags of what is being made, several
 * times in each lease; a run that has given none for a lease is gone. AWS refuses calls from a clock that is more than five
 * minutes off, so that the times of two runs can be compared.
 */
final class Ownership {

    /** So many signs a lease. */
    private static final int SIGNS = 5;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String NOT_ALLOWED = "[^\\p{L}\\p{N}_.:/=+\\-@]";

    private final RestoreContext context;
    private final RdsResources resources;
    private Optional<Mark> mark = Optional.empty();
    private String arn = "";
    private Instant signed = Instant.EPOCH;

    Ownership(RestoreContext context, RdsResources resources) {
        this.context = context;
        this.resources = resources;
    }

    /** This run, as it signs now. */
    Mark.Runner self() {
        String who = System.getProperty("user.name", "") + "@" + host();
        return new Mark.Runner(context.snapshots().run(), who.replaceAll(NOT_ALLOWED, "_"), now());
    }

    private static String host() {
        String name = System.getenv("HOSTNAME");
        return name == null || name.isBlank() ? "pid-" + ProcessHandle.current().pid() : name;
    }

    /**
     * Takes a restore over, as soon as the run that was at it is gone.
     *
     * @param look finds what is marked anew; empty while its name changes
     * @throws OrdermigException when that run gives another sign
     */
    void take(RdsResource marked, Supplier<Optional<RdsResource>> look, RestoreWatch watch) {
        Mark first = marked.mark().orElseThrow();
        if (!isOther(first)) {
            sign(marked, first);
            return;
        }
        Instant limit = now().plus(context.config().lease());
        Optional<RdsResource> free = watch.until(() -> {
            Optional<RdsResource> seen = look.get();
            if (seen.isEmpty() && marked.isToBeDeleted()) {
                return Optional.of(seen);
            }
            Mark present = seen.flatMap(RdsResource::mark).orElse(first);
            if (isOther(present) && !present.runner().equals(first.runner())) {
                throw Refusals.running(present.source(), present, now());
            }
            Instant silentSince = first.runner().map(Mark.Runner::sign).orElse(Instant.EPOCH);
            // By two clocks: by theirs it has been silent for long, or by ours it is silent in front of us.
            boolean gone = !now().isBefore(silentSince.plus(context.config().lease())) || !now().isBefore(limit);
            if (!gone) {
                watch.tell(
                        first.runner().orElseThrow().title() + " is silent; it is taken over unless it gives a sign");
            }
            return gone && seen.isPresent() ? Optional.of(seen) : Optional.empty();
        });
        free.ifPresent(there -> {
            sign(there, there.mark().orElseThrow());
            confirm(there, look, watch);
        });
    }

    /** Of two runs that take it over at once, the one goes on whose sign is there in the end. */
    private void confirm(RdsResource taken, Supplier<Optional<RdsResource>> look, RestoreWatch watch) {
        int[] looks = {0};
        watch.until(() -> {
            Optional<RdsResource> seen = look.get();
            if (seen.isPresent() && isOther(seen.get().mark().orElseThrow())) {
                throw Refusals.running(taken.identifier(), seen.get().mark().orElseThrow(), now());
            }
            looks[0]++;
            boolean isOver = looks[0] > 1 && (seen.isPresent() || taken.isToBeDeleted());
            return isOver ? Optional.of(seen) : Optional.empty();
        });
    }

    private boolean isOther(Mark present) {
        return present.runner()
                .filter(runner -> !runner.run().equals(context.snapshots().run()))
                .isPresent();
    }

    /** Makes sure that what is there now is ours; notes its ARN, which changes with its name. */
    synchronized void seen(RdsResource marked) {
        marked.mark().filter(present -> !present.isDone()).ifPresent(present -> {
            if (isOther(present)) {
                throw Refusals.running(present.source(), present, now());
            }
            mark = Optional.of(present);
            arn = marked.arn();
        });
    }

    /** Gives a sign, if it is time for one. What fails passes, or is found by a look that matters. */
    synchronized void sign() {
        if (mark.isPresent()
                && !arn.isEmpty()
                && !now().isBefore(signed.plus(context.config().lease().dividedBy(SIGNS)))) {
            Mark next = mark.get().by(self());
            try {
                resources.tag(arn, next.tags());
                mark = Optional.of(next);
                signed = now();
            } catch (OrdermigException e) {
                // In the middle of a rename nothing has that ARN.
                arn = "";
            }
        }
    }

    /** Gives signs on a thread of its own until that is closed, for when this one asks something that takes long. */
    Signing signing() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "ordermig-restore-sign");
            daemon.setDaemon(true);
            return daemon;
        });
        ScheduledFuture<?> signs =
                thread.scheduleWithFixedDelay(this::sign, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            signs.cancel(true);
            thread.shutdownNow();
        };
    }

    /** Signs that are given until this is closed. */
    @FunctionalInterface
    interface Signing extends AutoCloseable {
        @Override
        void close();
    }

    private synchronized void sign(RdsResource marked, Mark present) {
        Mark next = present.by(self());
        resources.tag(marked.arn(), next.tags());
        mark = Optional.of(next);
        arn = marked.arn();
        signed = now();
    }

    private Instant now() {
        Clock clock = context.snapshots().clock();
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
