package io.ordermig.restore.rds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The names that a restore gives. That of the new one comes from what it is restored from, so that two runs which begin
 * at once ask for the same name, and RDS lets one of them have it. All have at most 63 signs.
 */
final class RestoreNames {

    private static final int LONGEST = 63;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RestoreNames() {}

    /** Of the new one, until it serves. */
    static String made(String source, Instant moment) {
        return name(source, "restore", moment);
    }

    /** Of the old one, when it does not serve any more. */
    static String replaced(String source, Instant started) {
        return name(source, "old", started);
    }

    /** Of the last snapshot of what is deleted. */
    static String lastSnapshot(String source, Instant started) {
        return name(source, "final", started);
    }

    private static String name(String source, String what, Instant time) {
        String end = "-" + what + "-" + TIME.format(time);
        int room = LONGEST - end.length();
        String begin = source.length() <= room ? source : source.substring(0, room);
        return begin.replaceAll("-+$", "") + end;
    }
}
