package io.ordermig.restore.rds;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What was asked for, and how often: what has no effect twice will not have any. Not thread-safe. */
final class Settled {

    private static final int MOST = 2;

    private final Map<String, Integer> asked = new HashMap<>();

    /** Whether it is worth asking for. */
    boolean mayAsk(String name) {
        return asked.getOrDefault(name, 0) < MOST;
    }

    /** Notes that it is asked for. */
    void ask(Collection<String> names) {
        names.forEach(name -> asked.merge(name, 1, Integer::sum));
    }
}
