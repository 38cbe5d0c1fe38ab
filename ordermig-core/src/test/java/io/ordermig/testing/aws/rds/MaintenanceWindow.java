package io.ordermig.testing.aws.rds;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a weekly maintenance window such as {@code sun:05:00-sun:05:30} opens, in UTC. */
record MaintenanceWindow(DayOfWeek day, LocalTime time) {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern FORM = Pattern.compile("(\\w{3}):(\\d\\d):(\\d\\d)-(\\w{3}):(\\d\\d):(\\d\\d)");

    static MaintenanceWindow parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !DAYS.contains(matcher.group(1)) || !DAYS.contains(matcher.group(4))) {
            throw RdsErrors.invalidValue("The parameter PreferredMaintenanceWindow is not valid: " + text);
        }
        return new MaintenanceWindow(
                DayOfWeek.of(DAYS.indexOf(matcher.group(1)) + 1),
                LocalTime.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    /** When it opens next. */
    Instant nextAfter(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        ZonedDateTime opens = utc.with(TemporalAdjusters.nextOrSame(day)).with(time);
        return (opens.isAfter(utc) ? opens : opens.plusWeeks(1)).toInstant();
    }
}
