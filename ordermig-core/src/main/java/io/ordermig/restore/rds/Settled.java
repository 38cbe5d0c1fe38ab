package io.ordermig.restore.rds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What was asked for, how often and when: what has no effect twice will not have any. Not thread-safe. */
final class Settled {

    private static final int MOST = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Set<String> accepted;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Instant> last = new HashMap<>();

    /** What is to be done about something. */
    enum Next {
        /** It is worth asking for. */
        ASK,
        /** It was asked for, and takes its time. */
        WAIT,
        /** It stays as it is. */
        LEAVE
    }

    /**
     * Nothing was asked for so far.
     *
     * @param accepted the names of what may stay as it is
     */
    Settled(Clock clock, Collection<String> accepted) {
        this.clock = clock;
        this.accepted = Set.copyOf(accepted);
    }

    Next next(String name) {
        if (accepted.contains(name)) {
            return Next.LEAVE;
        }
        Instant before = last.get(name);
        if (before != null && clock.instant().isBefore(before.plus(PATIENCE))) {
            return Next.WAIT;
        }
        return asked.getOrDefault(name, 0) < MOST ? Next.ASK : Next.LEAVE;
    }

    /** Notes that it is asked for. */
    void ask(Collection<String> names) {
        names.forEach(name -> {
            asked.merge(name, 1, Integer::sum);
            last.put(name, clock.instant());
        });
    }
}
