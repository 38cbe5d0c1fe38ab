package io.ordermig.testing.aws.rds;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long each thing takes that RDS does by itself. */
public record RdsTimings(Map<Lapse, Duration> durations) {

    /** What takes time. The text of each is its realistic default in ISO 8601. */
    public enum Lapse {
        /** A manual snapshot, from request to {@code available}. */
        SNAPSHOT("PT8M"),
        /** The instance's own part of it, {@code backing-up}. */
        BACKING_UP("PT3M"),
        /** From a delete request until a snapshot is gone. */
        DELETE_SNAPSHOT("PT20S"),
        /** A new instance from nothing, and a member of a cluster. */
        CREATE("PT6M"),
        /** A restored instance, {@code creating}. */
        RESTORE("PT20M"),
        /** The first backup of a new instance. */
        FIRST_BACKUP("PT2M"),
        /** From an accepted request until it shows: the instance still says {@code available}. */
        ACCEPTANCE("PT30S"),
        /** {@code modifying}: class, storage, Multi-AZ, certificate, and so on, together. */
        MODIFY("PT3M"),
        /** Each of the {@code configuring-…} states, and {@code resetting-master-credentials}. */
        CONFIGURE("PT40S"),
        /** From a change of security groups, parameter group or roles until it is applied. */
        APPLY("PT20S"),
        /** {@code storage-optimization} after a change of the storage; the instance is usable meanwhile. */
        STORAGE_OPTIMIZATION("PT2H"),
        /** A rename while the old name still answers, {@code renaming}. */
        RENAME_OLD_NAME("PT3M"),
        /** A rename while neither name is known. */
        RENAME_NO_NAME("PT1M"),
        /** A rename while the new name answers and is not available yet. */
        RENAME_NEW_NAME("PT90S"),
        /** {@code rebooting}. */
        REBOOT("PT1M"),
        /** {@code deleting}, without the final snapshot. */
        DELETE("PT5M"),
        /** A cluster from a snapshot or to a point in time. */
        RESTORE_CLUSTER("PT12M"),
        /** A cluster that is a clone. */
        CLONE_CLUSTER("PT4M");

        private final Duration realistic;

        Lapse(String realistic) {
            this.realistic = Duration.parse(realistic);
        }
    }

    /** Copies the map, and completes it with the defaults. */
    public RdsTimings {
        Map<Lapse, Duration> all = new EnumMap<>(Lapse.class);
        for (Lapse lapse : Lapse.values()) {
            all.put(lapse, durations.getOrDefault(lapse, lapse.realistic));
        }
        durations = Map.copyOf(all);
    }

    /** What is seen of real, middle-sized databases: a rename takes about six minutes all in all. */
    public static RdsTimings realistic() {
        return new RdsTimings(Map.of());
    }

    /** Everything takes the same time. */
    public static RdsTimings all(Duration duration) {
        Map<Lapse, Duration> all = new EnumMap<>(Lapse.class);
        for (Lapse lapse : Lapse.values()) {
            all.put(lapse, duration);
        }
        return new RdsTimings(all);
    }

    /** The same with another duration for one thing. */
    public RdsTimings with(Lapse lapse, Duration duration) {
        Map<Lapse, Duration> all = new EnumMap<>(durations);
        all.put(lapse, duration);
        return new RdsTimings(all);
    }

    /** How long it takes. */
    public Duration of(Lapse lapse) {
        return durations.get(lapse);
    }
}
