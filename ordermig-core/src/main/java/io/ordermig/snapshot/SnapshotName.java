package io.ordermig.snapshot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The names of ordermig's restore points: {@code pre-migration-<source>-<yyyyMMddHHmmss>}, the time in UTC. */
public final class SnapshotName {

    /** What they all begin with. */
    public static final String PREFIX = "pre-migration-";

    private static final int TIME_LENGTH = 14;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SnapshotName() {}

    /**
     * The name of a restore point. A source whose name is too long is shortened at its end.
     *
     * @param longest the most signs that the name may have
     */
    public static String of(String source, Instant started, int longest) {
        int room = longest - PREFIX.length() - TIME_LENGTH - 1;
        String shortened = source.length() > room ? source.substring(0, room) : source;
        return PREFIX + shortened.replaceAll("-+$", "") + "-" + TIME.format(started);
    }

    /** When the restore point of that name was asked for; empty when the name has another form. */
    public static Optional<Instant> started(String name) {
        int at = name.length() - TIME_LENGTH;
        if (!name.startsWith(PREFIX) || at <= PREFIX.length() || name.charAt(at - 1) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(TIME.parse(name.substring(at), Instant::from));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
