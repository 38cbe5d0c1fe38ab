package io.ordermig.postgres.script;

import java.util.List;

/**
 * What a {@code batch} directive says.
 *
 * @param table the table that is walked through
 * @param key the columns of the key, in order
 * @param size rows a batch; 0 lets the size follow the time a batch takes
 * @param workers how many connections share the work
 */
public record BatchSpec(String table, List<String> key, int size, int workers) {
    public BatchSpec {
        key = List.copyOf(key);
    }
}
