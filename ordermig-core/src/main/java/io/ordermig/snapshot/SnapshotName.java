package io.ordermig.snapshot;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of ordermig's restore points, {@code pre-migration-<source>-<yyyyMMddHHmmss>}, and of the databases that a
 * restore puts aside, {@code <source>-old-<yyyyMMddHHmmss>}; the times in UTC.
 */
public final class SnapshotName {

    /** What they all begin with. */
    public static final String PREFIX = "pre-migration-";

    private static final String OLD = "-old";
    private static final int TIME_LENGTH = 14;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SnapshotName() {}

    /**
     * The name of a restore point. A source whose name is too long is shortened at its end, between two signs.
     *
     * @param longest the most bytes that the name may have in UTF-8
     */
    public static String of(String source, Instant started, int longest) {
        int room = longest - PREFIX.length() - TIME_LENGTH - 1;
        return PREFIX + shortened(source, room).replaceAll("-+$", "") + "-" + TIME.format(started);
    }

    /**
     * The name of a database that was put aside then. A source whose name is too long is shortened as above.
     *
     * @param longest the most bytes that the name may have in UTF-8
     */
    public static String old(String source, Instant when, int longest) {
        int room = longest - OLD.length() - TIME_LENGTH - 1;
        return shortened(source, room).replaceAll("-+$", "") + OLD + "-" + TIME.format(when);
    }

    private static String shortened(String source, int room) {
        int bytes = 0;
        int end = 0;
        while (end < source.length()) {
            int next = source.offsetByCodePoints(end, 1);
            bytes += source.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > room) {
                break;
            }
            end = next;
        }
        return source.substring(0, end);
    }

    /** When the restore point of that name was asked for; empty when the name has another form. */
    public static Optional<Instant> started(String name) {
        return name.startsWith(PREFIX) ? time(name, PREFIX.length()) : Optional.empty();
    }

    /** When the database of that name was put aside; empty when the name has another form. */
    public static Optional<Instant> putAside(String name) {
        int at = name.length() - TIME_LENGTH - 1 - OLD.length();
        return at > 0 && name.startsWith(OLD, at) ? time(name, at) : Optional.empty();
    }

    private static Optional<Instant> time(String name, int least) {
        int at = name.length() - TIME_LENGTH;
        if (at <= least || name.charAt(at - 1) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(TIME.parse(name.substring(at), Instant::from));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
