package io.ordermig.metrics;

import io.ordermig.aws.Ascii;
import io.ordermig.aws.Aws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Publishes figures as CloudWatch metrics, in the region of the run. Nothing is looked up before the first. CloudWatch
 * takes ASCII alone in dimensions, so an environment called {@code prüfung} appears as {@code prufung}. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">CloudWatch API
 *     Reference, PutMetricData</a>
 */
public final class CloudWatchFigures implements FigureSink {

    private static final String ACTION = "cloudwatch:PutMetricData";
    private static final int LONGEST_VALUE = 1024;

    private final Aws aws;
    private final String namespace;
    private final Duration timeout;
    private @Nullable CloudWatchClient client;

    /**
     * A sink for a namespace.
     *
     * @param aws the way there; stays the caller's to close
     * @param timeout how long publishing may take, finding credentials included
     */
    public CloudWatchFigures(Aws aws, String namespace, Duration timeout) {
        this.aws = aws;
        this.namespace = namespace;
        this.timeout = timeout;
    }

    /** Publishes figures in one call, which takes up to 1,000; none, and nothing is called. */
    @Override
    public void publish(List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        PutMetricDataRequest request = PutMetricDataRequest.builder()
                .namespace(namespace)
                .metricData(figures.stream().map(CloudWatchFigures::datum).toList())
                .build();
        Aws.within(timeout, ACTION, () -> client().putMetricData(request));
    }

    private static MetricDatum datum(Figure figure) {
        return MetricDatum.builder()
                .metricName(figure.name())
                .timestamp(figure.at())
                .value(figure.value())
                .unit(
                        switch (figure.unit()) {
                            case COUNT -> StandardUnit.COUNT;
                            case MILLISECONDS -> StandardUnit.MILLISECONDS;
                        })
                .dimensions(dimensions(figure.dimensions()))
                .build();
    }

    /** CloudWatch refuses a dimension without a value. */
    private static List<Dimension> dimensions(Map<String, String> named) {
        List<Dimension> dimensions = new ArrayList<>();
        new TreeMap<>(named).forEach((name, text) -> {
            String value = Ascii.of(text);
            if (!value.isEmpty()) {
                dimensions.add(Dimension.builder()
                        .name(name)
                        .value(value.substring(0, Math.min(value.length(), LONGEST_VALUE)))
                        .build());
            }
        });
        return dimensions;
    }

    private synchronized CloudWatchClient client() {
        if (client == null) {
            client = aws.client(CloudWatchClient.builder(), "", timeout);
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
