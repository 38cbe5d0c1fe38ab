package io.ordermig.notification;

import io.ordermig.config.NotificationConfig.Occasion;
import java.util.Map;

/**
 * What people are told.
 *
 * @param occasion why they are told
 * @param subject one line
 * @param text the whole, lines separated by {@code \n}
 * @param attributes names to values, for filters of subscriptions
 */
public record Notification(Occasion occasion, String subject, String text, Map<String, String> attributes) {
    public Notification {
        attributes = Map.copyOf(attributes);
    }
}
