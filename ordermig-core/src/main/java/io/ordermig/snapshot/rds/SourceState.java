package io.ordermig.snapshot.rds;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the states of instances and clusters mean for a snapshot. A state that is neither ready nor stuck passes by
 * itself, as {@code modifying} does; so does one that is not known here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html">Status of instances</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html">CreateDBSnapshot</a>
 */
public final class SourceState {

    private static final Set<String> READY = Set.of("available", "storage-optimization");

    private static final String EVENTS = "See why, with aws rds describe-events --source-type db-%1$s"
            + " --source-identifier %2$s --duration 20160.";
    private static final String START =
            "Start it with aws rds start-db-%1$s --db-%1$s-identifier %2$s, and run it again when it is available.";
    private static final String KEY =
            "Make its KMS key usable: the key must be enabled, not be about to be deleted, and" + " allow RDS its use.";

    /** What to do, by state; {@code %1$s} is instance or cluster, {@code %2$s} its identifier. */
    private static final Map<String, String> STUCK = Map.ofEntries(
            Map.entry("stopped", START),
            Map.entry("stopping", START),
            Map.entry(
                    "storage-full",
                    "Give it more storage with aws rds modify-db-%1$s --db-%1$s-identifier %2$s --allocated-storage"
                            + " <GiB> --apply-immediately."),
            Map.entry("failed", "It has failed for good. Restore it from a backup. " + EVENTS),
            Map.entry("restore-error", "It was not restored. " + EVENTS + " Then delete it and restore it anew."),
            Map.entry("inaccessible-encryption-credentials", KEY + " Then restore it from a backup."),
            Map.entry(
                    "inaccessible-encryption-credentials-recoverable",
                    KEY + " Then start it with aws rds start-db-%1$s --db-%1$s-identifier %2$s, within seven days."),
            Map.entry(
                    "insufficient-capacity",
                    "AWS has no room for its class in its zone. Try another class, or wait for room."),
            Map.entry(
                    "incompatible-network",
                    "Look at its subnet group: a subnet or a security group is gone, or no address is free."),
            Map.entry("incompatible-option-group", "Take back the last change of its option group, or choose another."),
            Map.entry("incompatible-parameters", "Take back the last change of its parameter group, and reboot it."),
            Map.entry("incompatible-restore", "It cannot be restored to a point in time. " + EVENTS),
            Map.entry("incompatible-create", "It was not created. " + EVENTS),
            Map.entry("cloning-failed", "It was not cloned. " + EVENTS),
            Map.entry("migration-failed", "It was not migrated. " + EVENTS),
            Map.entry("deleting", "It is being deleted. Name another one."),
            Map.entry("deleted", "It is deleted. Name another one."),
            Map.entry("delete-precheck", "It is about to be deleted. Name another one."));

    private SourceState() {}

    /** Whether a snapshot can be taken. */
    public static boolean isReady(String state) {
        return READY.contains(state);
    }

    /** What to do about a state that does not pass by itself; empty when it does. */
    public static Optional<String> advice(String state, String noun, String identifier) {
        String known = STUCK.get(state);
        if (known == null && (state.startsWith("incompatible-") || state.endsWith("-failed"))) {
            known = EVENTS;
        }
        return Optional.ofNullable(known).map(advice -> advice.formatted(noun, identifier));
    }
}
