package io.ordermig.restore.rds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a restore gives. That of the new one comes from what it is restored from, so that two runs which begin
 * at once ask for the same name, and RDS lets one of them have it. All have at most 63 signs.
 */
final class RestoreNames {

    private static final int LONGEST = 63;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern END = Pattern.compile("-(restore|old)-\\d{14}$");

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

    /** What the name of a new one, or of an old one, ends with; empty when it is neither. */
    static String end(String name) {
        Matcher matcher = END.matcher(name);
        return matcher.find() ? matcher.group() : "";
    }

    /** The name with such an end. Names that are too long for it, and begin alike, stay apart. */
    static String withEnd(String name, String end) {
        if (name.length() + end.length() <= LONGEST) {
            return name + end;
        }
        String sum = String.format(Locale.ROOT, "-%08x", name.hashCode());
        return name.substring(0, LONGEST - end.length() - sum.length()).replaceAll("-+$", "") + sum + end;
    }

    /** Whether it is the name that a member of a cluster had before, or the one that it got meanwhile. */
    static boolean isOfMember(String name, String before) {
        return name.equals(before) || (!end(name).isEmpty() && name.equals(withEnd(before, end(name))));
    }

    private static String name(String source, String what, Instant time) {
        String end = "-" + what + "-" + TIME.format(time);
        int room = LONGEST - end.length();
        String begin = source.length() <= room ? source : source.substring(0, room);
        return begin.replaceAll("-+$", "") + end;
    }
}
