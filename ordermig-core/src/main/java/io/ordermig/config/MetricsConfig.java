package io.ordermig.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Whether and where the figures of a run are published.
 *
 * @param publish whether they are
 * @param namespace the CloudWatch namespace
 * @param timeout how long publishing may take
 */
public record MetricsConfig(Publish publish, String namespace, Duration timeout) {

    /** What CloudWatch accepts; {@code AWS/} is its own. Source: CloudWatch API Reference, PutMetricData. */
    private static final Pattern NAMESPACE = Pattern.compile("(?!AWS/)[A-Za-z0-9._\\-/#:]{1,255}");

    /** Whether figures are published. */
    public enum Publish {
        /** When the environment uses AWS anyway. */
        AUTO,
        /** Always. */
        TRUE,
        /** Never. */
        FALSE
    }

    /** The same, which publishes nothing. */
    MetricsConfig silent() {
        return new MetricsConfig(Publish.FALSE, namespace, timeout);
    }

    /** Reads {@code metrics}, {@code metricsNamespace} and {@code metricsTimeout}; notes what is wrong with them. */
    public static MetricsConfig from(Settings settings) {
        return new MetricsConfig(
                settings.choice("metrics", Publish.AUTO),
                settings.read(
                        "metricsNamespace",
                        "OrderService/Migrations",
                        "a CloudWatch namespace: up to 255 letters, digits and . - _ / # :, not beginning with AWS/",
                        text -> NAMESPACE.matcher(text).matches() ? text : null),
                settings.duration("metricsTimeout", Duration.ofSeconds(10)));
    }
}
