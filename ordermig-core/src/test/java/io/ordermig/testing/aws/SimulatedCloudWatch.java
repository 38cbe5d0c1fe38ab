package io.ordermig.testing.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * CloudWatch: metrics that keep their data.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">PutMetricData</a>
 */
public final class SimulatedCloudWatch implements SimulatedService {

    private static final int MAX_DATUMS = 1000;
    private static final int MAX_DIMENSIONS = 30;
    private static final int MAX_VALUES = 150;
    private static final double MAX_VALUE = Math.pow(2, 360);
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final Pattern NAMESPACE = Pattern.compile("(?!AWS/)[A-Za-z0-9._/#: -]{1,255}");
    private static final Pattern DIMENSION_NAME = Pattern.compile("[!-9;-~][ -~]{0,254}");
    private static final Pattern DIMENSION_VALUE = Pattern.compile("(?=.*[!-~])[ -~]{1,1024}");

    private final Clock clock;
    private final List<Datum> data = new CopyOnWriteArrayList<>();
    private final Operations operations =
            new Operations("cloudwatch").on("PutMetricData", PutMetricDataRequest.class, this::putMetricData);

    /** A datum that was put, with the namespace of its metric. */
    public record Datum(Instant at, String namespace, MetricDatum datum) {}

    /** No data yet. */
    public SimulatedCloudWatch(Clock clock) {
        this.clock = clock;
    }

    /** What was put, in order. */
    public List<Datum> data() {
        return List.copyOf(data);
    }

    /** What was put for one metric, in order. */
    public List<MetricDatum> data(String namespace, String metric) {
        return data.stream()
                .filter(each -> each.namespace().equals(namespace))
                .map(Datum::datum)
                .filter(datum -> datum.metricName().equals(metric))
                .toList();
    }

    @Override
    public String name() {
        return "cloudwatch";
    }

    @Override
    public SdkPojo answer(String operation, SdkPojo request) {
        return operations.answer(operation, request);
    }

    private PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        String namespace = request.namespace();
        if (namespace == null) {
            throw missing("Namespace");
        }
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw invalid("The value " + namespace + " for parameter Namespace is invalid.");
        }
        if (!request.hasMetricData() && !request.hasEntityMetricData()) {
            throw missing("MetricData");
        }
        List<MetricDatum> datums = Stream.concat(
                        request.metricData().stream(),
                        request.entityMetricData().stream().flatMap(each -> each.metricData().stream()))
                .toList();
        if (datums.size() > MAX_DATUMS) {
            throw invalid("The collection MetricData must not have a size greater than " + MAX_DATUMS + ".");
        }
        // All or none: AWS checks the whole request before it stores any of it.
        datums.forEach(this::check);
        datums.forEach(datum -> data.add(new Datum(clock.instant(), namespace, datum)));
        return PutMetricDataResponse.builder().build();
    }

    private void check(MetricDatum datum) {
        if (datum.metricName() == null) {
            throw missing("MetricData.member.MetricName");
        }
        if (datum.metricName().isBlank() || datum.metricName().length() > 255) {
            throw invalid(
                    "The value " + datum.metricName() + " for parameter MetricData.member.MetricName is invalid.");
        }
        checkValues(datum);
        checkDimensions(datum.dimensions());
        if (datum.unit() == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("The value " + datum.unitAsString() + " for parameter MetricData.member.Unit is invalid.");
        }
        if (datum.storageResolution() != null && datum.storageResolution() != 1 && datum.storageResolution() != 60) {
            throw invalid("The parameter MetricData.member.StorageResolution must be 1 or 60.");
        }
        if (datum.timestamp() != null && !isRecent(datum.timestamp())) {
            throw invalid("The parameter MetricData.member.Timestamp must specify a time within the past two weeks"
                    + " and no more than two hours ahead.");
        }
    }

    private boolean isRecent(Instant timestamp) {
        Instant now = clock.instant();
        return !timestamp.isBefore(now.minus(OLDEST)) && !timestamp.isAfter(now.plus(NEWEST));
    }

    private static void checkValues(MetricDatum datum) {
        int ways = (datum.value() == null ? 0 : 1)
                + (datum.statisticValues() == null ? 0 : 1)
                + (datum.hasValues() ? 1 : 0);
        if (ways == 0) {
            throw missing("MetricData.member.Value");
        }
        if (ways > 1) {
            throw new SimulatedError(
                    400,
                    "InvalidParameterCombinationException",
                    "The parameters Value, Values and StatisticValues are mutually exclusive.");
        }
        if (datum.values().size() > MAX_VALUES
                || (datum.hasCounts() && datum.counts().size() != datum.values().size())) {
            throw invalid("The parameters Values and Counts must be of one size, of " + MAX_VALUES + " at most.");
        }
        Stream.concat(Stream.ofNullable(datum.value()), datum.values().stream()).forEach(value -> {
            if (value.isNaN() || Math.abs(value) > MAX_VALUE) {
                throw invalid("The value " + value + " for parameter MetricData.member.Value is invalid.");
            }
        });
    }

    private static void checkDimensions(List<Dimension> dimensions) {
        if (dimensions.size() > MAX_DIMENSIONS) {
            throw invalid("The collection MetricData.member.Dimensions must not have a size greater than "
                    + MAX_DIMENSIONS + ".");
        }
        if (dimensions.stream().map(Dimension::name).distinct().count() < dimensions.size()) {
            throw invalid("The names of MetricData.member.Dimensions must be different.");
        }
        for (Dimension dimension : dimensions) {
            if (dimension.name() == null || dimension.value() == null) {
                throw missing("MetricData.member.Dimensions.member");
            }
            if (!DIMENSION_NAME.matcher(dimension.name()).matches()
                    || !DIMENSION_VALUE.matcher(dimension.value()).matches()) {
                throw invalid("The dimension " + dimension.name() + "=" + dimension.value() + " is invalid.");
            }
        }
    }

    private static SimulatedError missing(String parameter) {
        return new SimulatedError(
                400, "MissingRequiredParameterException", "The parameter " + parameter + " is required.");
    }

    private static SimulatedError invalid(String what) {
        return new SimulatedError(400, "InvalidParameterValueException", what);
    }
}
