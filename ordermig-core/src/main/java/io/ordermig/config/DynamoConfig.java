package io.ordermig.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * All there is to know to work on the tables of one DynamoDB.
 *
 * @param scripts which migrations there are
 * @param endpoint where a DynamoDB of the developer's own listens, such as {@code http://localhost:8000}; empty for the
 *     one of AWS
 * @param ledger where the history is kept
 * @param migrate what is applied, undone or recorded
 * @param waiting how long things may take
 * @param backfill how items are changed
 */
public record DynamoConfig(
        DynamoScriptsConfig scripts,
        String endpoint,
        Ledger ledger,
        Migrate migrate,
        Waiting waiting,
        Backfill backfill) {

    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
    private static final Pattern ENDPOINT = Pattern.compile("https?://[^\\s/?#]+/?");
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

    /**
     * Where the history is kept, and how it is locked.
     *
     * @param table the name of the table
     * @param lease how long a run that gives no sign of life keeps the lock
     * @param lockTimeout how long the lock is waited for
     */
    public record Ledger(String table, Duration lease, Duration lockTimeout) {}

    /**
     * What is applied, undone or recorded.
     *
     * @param target the version to stop at, or {@code latest}, {@code next}, {@code current}; a {@code ?} after a version
     *     accepts that it does not exist
     * @param outOfOrder whether a version below the highest applied one may still be applied
     * @param baselineVersion the version that tables count as having which were not managed before
     * @param baselineDescription the description of it
     * @param undoRequiredAbove versions up to this one need neither an inverse nor a reason; empty for none
     * @param backup whether tables are backed up before data in them is destroyed or changed
     */
    public record Migrate(
            String target,
            boolean outOfOrder,
            String baselineVersion,
            String baselineDescription,
            String undoRequiredAbove,
            boolean backup) {}

    /**
     * How long things may take.
     *
     * @param timeout the budget of one operation of a migration: hours, for an index of a large table
     * @param pollInterval the time between two looks at a table; each is varied a little
     */
    public record Waiting(Duration timeout, Duration pollInterval) {}

    /**
     * How items are changed.
     *
     * @param workers how many threads work at once
     * @param reads how much read capacity may be used
     * @param writes how much write capacity may be used
     * @param countFirst whether items are counted before the first one is changed
     * @param timeout how long one backfill may take; zero for no limit
     */
    public record Backfill(
            int workers, CapacityTarget reads, CapacityTarget writes, boolean countFirst, Duration timeout) {}

    /** Whether the DynamoDB is one that runs on a developer's machine, which asks for no credentials. */
    public boolean isLocal() {
        return endpoint.startsWith("http:");
    }

    /**
     * Reads {@code dynamoLocations}, {@code dynamoLedger} and their kin; notes what is wrong with them. Call
     * {@link Settings#check} before using the result.
     *
     * @param environment the environment, which files may ask for
     */
    public static DynamoConfig from(Settings settings, String environment) {
        return new DynamoConfig(
                DynamoScriptsConfig.from(settings, environment),
                settings.matching("dynamoEndpoint", "", ENDPOINT, "an address such as http://localhost:8000"),
                ledger(settings),
                migrate(settings),
                new Waiting(
                        settings.duration("dynamoTimeout", Duration.ofHours(12)),
                        settings.duration("dynamoPollInterval", Duration.ofSeconds(5))),
                new Backfill(
                        settings.number("dynamoBackfillWorkers", 8, 1, 256),
                        capacity(settings, "dynamoBackfillReads"),
                        capacity(settings, "dynamoBackfillWrites"),
                        settings.flag("dynamoBackfillCount", true),
                        settings.duration("dynamoBackfillTimeout", Duration.ZERO)));
    }

    private static Ledger ledger(Settings settings) {
        Duration lease = settings.duration("dynamoLockLease", Duration.ofSeconds(20));
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            settings.invalid("dynamoLockLease", settings.text("dynamoLockLease", ""), "3s at least", "");
        }
        return new Ledger(
                settings.matching(
                        "dynamoLedger",
                        "ordermig_ledger",
                        TABLE,
                        "the name of a table: 3 to 255 letters, digits, dots, dashes and underscores"),
                lease,
                settings.duration("dynamoLockTimeout", Duration.ofMinutes(1)));
    }

    private static Migrate migrate(Settings settings) {
        return new Migrate(
                MigrateConfig.target(settings, "dynamoTarget"),
                settings.flag("dynamoOutOfOrder", false),
                MigrateConfig.version(settings, "dynamoBaselineVersion", "1"),
                settings.text("dynamoBaselineDescription", "baseline"),
                MigrateConfig.version(settings, "dynamoUndoRequiredAbove", ""),
                settings.flag("dynamoBackup", true));
    }

    private static CapacityTarget capacity(Settings settings, String name) {
        return settings.read(
                name,
                CapacityTarget.HALF,
                CapacityTarget.FORM,
                text -> CapacityTarget.parse(text).orElse(null));
    }
}
