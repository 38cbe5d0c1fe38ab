package io.ordermig.config;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What data are taken back to, and how.
 *
 * @param snapshot the identifier of the snapshot, or the name of the copy; empty for the newest one of ordermig's own
 *     that can be restored from
 * @param time the moment to take the data back to, instead of a restore point
 * @param strategy in which order the old and the new come and go
 * @param finalSnapshot whether one last snapshot is taken of what is deleted
 * @param emergency whether people are told when it begins, too
 * @param again whether what is restored from there already is restored once more
 * @param confirmation the name of what is taken back, as a sign that it may be; empty to show only
 * @param accepted names of settings that may differ from what they were, such as {@code StorageType}
 * @param verification what is asked of the restored data before it serves
 * @param timeout the budget for everything together
 * @param lease how long a run may give no sign before another one takes its restore over
 */
public record RestoreConfig(
        String snapshot,
        Optional<Time> time,
        Strategy strategy,
        boolean finalSnapshot,
        boolean emergency,
        boolean again,
        String confirmation,
        List<String> accepted,
        Verification verification,
        Duration timeout,
        Duration lease) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    public RestoreConfig {
        accepted = List.copyOf(accepted);
    }

    /** In which order the old and the new come and go. */
    public enum Strategy {
        /** The new one is made beside the old one, checked, and the names are swapped. */
        SWAP,
        /** The old one is deleted first. */
        REPLACE
    }

    /**
     * A moment.
     *
     * @param at when; empty for the latest that there is
     */
    public record Time(Optional<Instant> at) {
        static final Time LATEST = new Time(Optional.empty());
    }

    /**
     * What is asked of the restored data.
     *
     * @param sql queries that each return one row with one boolean, which must be true
     * @param timeout how long one query may run
     */
    public record Verification(List<String> sql, Duration timeout) {
        public Verification {
            sql = List.copyOf(sql);
        }
    }

    /** Reads {@code snapshotId}, {@code restoreTime} and their kin; notes what is wrong with them. */
    public static RestoreConfig from(Settings settings) {
        RestoreConfig config = new RestoreConfig(
                settings.text("snapshotId", ""),
                settings.text("restoreTime", "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(settings.read(
                                "restoreTime",
                                Time.LATEST,
                                "an instant such as 2026-03-01T10:15:00Z, or latest",
                                RestoreConfig::time)),
                settings.choice("restoreStrategy", Strategy.SWAP),
                settings.flag("finalSnapshot", true),
                settings.flag("emergency", false),
                settings.flag("restoreAgain", false),
                settings.text("confirm", ""),
                settings.list("restoreAccept", List.of()),
                new Verification(
                        settings.lines("verifySql"), settings.duration("verifyTimeout", Duration.ofMinutes(2))),
                settings.duration("restoreTimeout", Duration.ofHours(6)),
                settings.duration("restoreLease", Duration.ofMinutes(5)));
        if (config.lease().compareTo(SHORTEST_LEASE) < 0) {
            settings.invalid("restoreLease", settings.text("restoreLease", ""), "5s at least", "");
        }
        if (config.time().isPresent()) {
            refuseBeside(settings, "snapshotId", !config.snapshot().isEmpty());
            refuseBeside(settings, "emergency", config.emergency());
        }
        return config;
    }

    /**
     * What to give to ask for the same again, without its confirmation: names of parameters to values, in the order to
     * print them. Queries are left out; they belong in the POM.
     *
     * @param point the restore point that it came to; empty for a point in time
     */
    public Map<String, String> parameters(String point) {
        Map<String, String> parameters = new LinkedHashMap<>();
        time.ifPresent(moment ->
                parameters.put("restoreTime", moment.at().map(Instant::toString).orElse("latest")));
        if (!point.isEmpty()) {
            parameters.put("snapshotId", point);
        }
        if (strategy == Strategy.REPLACE) {
            parameters.put("restoreStrategy", "replace");
            if (!finalSnapshot) {
                parameters.put("finalSnapshot", "false");
            }
        }
        if (!accepted.isEmpty()) {
            parameters.put("restoreAccept", String.join(",", accepted));
        }
        if (again) {
            parameters.put("restoreAgain", "true");
        }
        if (emergency) {
            parameters.put("emergency", "true");
        }
        return parameters;
    }

    private static void refuseBeside(Settings settings, String name, boolean given) {
        if (given) {
            settings.invalid(
                    name,
                    settings.text(name, ""),
                    "absent when restoreTime is given: both say what to take the data back to",
                    "");
        }
    }

    private static @Nullable Time time(String text) {
        if (text.equalsIgnoreCase("latest")) {
            return Time.LATEST;
        }
        try {
            return new Time(Optional.of(Instant.parse(text)));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
