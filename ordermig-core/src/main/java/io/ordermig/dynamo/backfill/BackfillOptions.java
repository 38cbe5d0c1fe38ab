package io.ordermig.dynamo.backfill;

import io.ordermig.config.CapacityTarget;
import java.time.Duration;
import java.util.Optional;

/**
 * How a backfill goes about it. Begin with {@link #DEFAULTS}.
 *
 * @param workers how many threads work at once, each on a segment
 * @param pageSize how many items a page has at most; after each page there is a checkpoint
 * @param reads how much read capacity it may use
 * @param writes how much write capacity it may use
 * @param countFirst whether items are counted before the first one is changed. That reads the table once more, and
 *     makes it possible to say how long it will take
 * @param rounds how often a run goes through the table at most, while somebody goes on making items for it
 * @param patience how long one call is repeated while DynamoDB throttles or does not answer
 * @param budget how long it may take; empty without a limit
 * @param look the time between two looks at progress
 */
public record BackfillOptions(
        int workers,
        int pageSize,
        CapacityTarget reads,
        CapacityTarget writes,
        boolean countFirst,
        int rounds,
        Duration patience,
        Optional<Duration> budget,
        Duration look) {

    /** Eight workers, pages of 1,000 items, half of the capacity, three rounds, five minutes of patience. */
    public static final BackfillOptions DEFAULTS = new BackfillOptions(
            8,
            1_000,
            CapacityTarget.HALF,
            CapacityTarget.HALF,
            true,
            3,
            Duration.ofMinutes(5),
            Optional.empty(),
            Duration.ofSeconds(3));

    public BackfillOptions {
        if (workers < 1 || pageSize < 1 || rounds < 1 || look.isZero() || look.isNegative()) {
            throw new IllegalArgumentException("workers, page size, rounds and time between looks are 1 at least");
        }
    }

    /** The same with another number of threads. */
    public BackfillOptions withWorkers(int number) {
        return new BackfillOptions(number, pageSize, reads, writes, countFirst, rounds, patience, budget, look);
    }

    /** The same with other pages. */
    public BackfillOptions withPageSize(int items) {
        return new BackfillOptions(workers, items, reads, writes, countFirst, rounds, patience, budget, look);
    }

    /** The same with other limits of capacity. */
    public BackfillOptions withCapacity(CapacityTarget forReads, CapacityTarget forWrites) {
        return new BackfillOptions(workers, pageSize, forReads, forWrites, countFirst, rounds, patience, budget, look);
    }

    /** The same with or without counting. */
    public BackfillOptions withCountFirst(boolean count) {
        return new BackfillOptions(workers, pageSize, reads, writes, count, rounds, patience, budget, look);
    }

    /** The same with another limit of rounds. */
    public BackfillOptions withRounds(int most) {
        return new BackfillOptions(workers, pageSize, reads, writes, countFirst, most, patience, budget, look);
    }

    /** The same with more or less patience. */
    public BackfillOptions withPatience(Duration limit) {
        return new BackfillOptions(workers, pageSize, reads, writes, countFirst, rounds, limit, budget, look);
    }

    /** The same with a limit of time. */
    public BackfillOptions withBudget(Duration limit) {
        return new BackfillOptions(
                workers, pageSize, reads, writes, countFirst, rounds, patience, Optional.of(limit), look);
    }

    /** The same with more or fewer looks at progress. */
    public BackfillOptions withLook(Duration pause) {
        return new BackfillOptions(workers, pageSize, reads, writes, countFirst, rounds, patience, budget, pause);
    }
}
