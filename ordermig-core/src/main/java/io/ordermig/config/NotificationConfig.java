package io.ordermig.config;

import io.ordermig.problem.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is told how a run ended.
 *
 * @param topicArn the SNS topic; empty for none
 * @param on what is told
 * @param timeout how long telling may take
 */
public record NotificationConfig(String topicArn, Set<Occasion> on, Duration timeout) {

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

    /** What can be told. */
    public enum Occasion {
        /** A goal has changed a store. */
        SUCCESS,
        /** A goal has failed. */
        FAILURE,
        /** Data has been restored, or the attempt has failed. */
        RESTORE,
        /** A goal found nothing to do. */
        UNCHANGED
    }

    public NotificationConfig {
        on = Set.copyOf(on);
    }

    /** Reads {@code notificationTopic}, {@code notifyOn} and {@code notificationTimeout}; notes what is wrong with them. */
    public static NotificationConfig from(Settings settings) {
        return new NotificationConfig(
                settings.read(
                        "notificationTopic",
                        "",
                        "the ARN of an SNS topic, arn:aws:sns:<region>:<account>:<name>",
                        text -> TOPIC.matcher(text).matches() ? text : null),
                occasions(settings),
                settings.duration("notificationTimeout", Duration.ofSeconds(10)));
    }

    /** The same, which tells of this occasion too. */
    NotificationConfig with(Occasion occasion) {
        Set<Occasion> more = EnumSet.of(occasion);
        more.addAll(on);
        return new NotificationConfig(topicArn, more, timeout);
    }

    /** The same, which tells nobody. */
    NotificationConfig silent() {
        return new NotificationConfig("", Set.of(), timeout);
    }

    private static Set<Occasion> occasions(Settings settings) {
        List<String> known = new ArrayList<>();
        for (Occasion occasion : Occasion.values()) {
            known.add(occasion.name().toLowerCase(Locale.ROOT));
        }
        Set<Occasion> chosen = EnumSet.noneOf(Occasion.class);
        for (String name : settings.list("notifyOn", List.of("success", "failure", "restore"))) {
            if (known.contains(name.toLowerCase(Locale.ROOT))) {
                chosen.add(Occasion.valueOf(name.toUpperCase(Locale.ROOT)));
            } else {
                settings.invalid(
                        "notifyOn", name, "some of " + String.join(", ", known), NearestName.hint(name, known));
            }
        }
        return chosen;
    }
}
