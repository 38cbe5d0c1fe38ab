package io.ordermig.snapshot;

import java.nio.charset.StandardCharsets;
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
     * The name of a restore point. A source whose name is too long is shortened at its end, between two signs.
     *
     * @param longest the most bytes that the name may have in UTF-8
     */
    public static String of(String source, Instant started, int longest) {
        int room = longest - PREFIX.length() - TIME_LENGTH - 1;
        return PREFIX + shortened(source, room).replaceAll("-+$", "") + "-" + TIME.format(started);
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
