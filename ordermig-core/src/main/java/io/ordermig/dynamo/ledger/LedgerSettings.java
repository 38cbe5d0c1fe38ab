package io.ordermig.dynamo.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the ledger is, and how its lock is kept.
 *
 * @param table the name of the table
 * @param lease how long a runner that gives no sign of life keeps the lock: three seconds at least
 * @param tags the tags of the table, when it is created here; {@code ordermig:managed} is added
 */
public record LedgerSettings(String table, Duration lease, Map<String, String> tags) {

    /** The name of the table unless another is given. */
    public static final String DEFAULT_TABLE = "ordermig_ledger";

    /** The lease unless another is given. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(20);

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    public LedgerSettings {
        tags = Map.copyOf(tags);
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("not the name of a table: " + table);
        }
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("a lease is 3 seconds at least: " + lease);
        }
    }

    /** A table with the default lease and no more tags. */
    public static LedgerSettings of(String table) {
        return new LedgerSettings(table, DEFAULT_LEASE, Map.of());
    }
}
