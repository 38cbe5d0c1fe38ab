package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

@ExtendWith(AwsSimulatorExtension.class)
class SimulatedCloudWatchTest {

    private static final String NAMESPACE = "OrderService/Migrations";
    private static final Instant NOW = AwsSimulatorExtension.START;

    private final AwsSimulator simulator;
    private final CloudWatchClient cloudWatch;

    SimulatedCloudWatchTest(AwsSimulator simulator) {
        this.simulator = simulator;
        cloudWatch = simulator.client(CloudWatchClient.builder());
    }

    private static MetricDatum.Builder count() {
        return MetricDatum.builder().metricName("MigrationCount").value(3.0);
    }

    private void put(MetricDatum.Builder... data) {
        List<MetricDatum> built =
                List.of(data).stream().map(MetricDatum.Builder::build).toList();
        cloudWatch.putMetricData(request -> request.namespace(NAMESPACE).metricData(built));
    }

    @Test
    void keepsWhatIsPut() {
        MetricDatum.Builder duration = MetricDatum.builder()
                .metricName("MigrationDuration")
                .value(1234.5)
                .unit(StandardUnit.MILLISECONDS)
                .timestamp(NOW.minusMillis(1500))
                .dimensions(
                        Dimension.builder().name("Environment").value("staging").build());

        put(count(), duration);

        assertThat(simulator.cloudWatch().data())
                .containsExactly(
                        new SimulatedCloudWatch.Datum(NOW, NAMESPACE, count().build()),
                        new SimulatedCloudWatch.Datum(NOW, NAMESPACE, duration.build()));
        assertThat(simulator.cloudWatch().data(NAMESPACE, "MigrationDuration")).containsExactly(duration.build());
    }

    @Test
    void unpacksWhatTheClientPacks() {
        List<MetricDatum> many = IntStream.range(0, 1000)
                .mapToObj(i -> count().timestamp(NOW.plusSeconds(i)).build())
                .toList();

        List<String> encodings = new ArrayList<>();
        ExecutionInterceptor watching = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                encodings.addAll(context.httpRequest().matchingHeaders("Content-Encoding"));
            }
        };
        CloudWatchClient watched = simulator.client(
                CloudWatchClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(watching)));

        watched.putMetricData(request -> request.namespace(NAMESPACE).metricData(many));

        assertThat(encodings).containsExactly("gzip");
        assertThat(simulator.cloudWatch().data(NAMESPACE, "MigrationCount")).isEqualTo(many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS/RDS", "größe", "a,b", ""})
    void refusesNamespacesThatAwsReservesOrDoesNotAllow(String namespace) {
        assertThatThrownBy(() -> cloudWatch.putMetricData(
                        request -> request.namespace(namespace).metricData(count().build())))
                .isInstanceOfSatisfying(
                        InvalidParameterValueException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
    }

    @Test
    void refusesMoreThan1000Data() {
        List<MetricDatum> many =
                IntStream.range(0, 1001).mapToObj(i -> count().build()).toList();

        assertThatThrownBy(() -> cloudWatch.putMetricData(
                        request -> request.namespace(NAMESPACE).metricData(many)))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThat(simulator.cloudWatch().data()).isEmpty();
    }

    @Test
    void refusesMoreThan30Dimensions() {
        put(count().dimensions(dimensions(30)));

        assertThatThrownBy(() -> put(count().dimensions(dimensions(31))))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    private static List<Dimension> dimensions(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Dimension.builder().name("d" + i).value("x").build())
                .toList();
    }

    @Test
    void refusesADimensionTwiceOrWithoutAValue() {
        Dimension one = Dimension.builder().name("Environment").value("staging").build();
        Dimension empty = Dimension.builder().name("Environment").value("").build();

        assertThatThrownBy(() -> put(count().dimensions(one, one))).isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> put(count().dimensions(empty))).isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void refusesNoValueAndTwoKindsOfValue() {
        assertThatThrownBy(() -> put(MetricDatum.builder().metricName("MigrationCount")))
                .isInstanceOf(MissingRequiredParameterException.class);
        assertThatThrownBy(() -> put(count().values(1.0, 2.0)))
                .isInstanceOf(InvalidParameterCombinationException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e200})
    void refusesValuesThatAreNoUsefulNumbers(double value) {
        assertThatThrownBy(() -> put(count().value(value))).isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void refusesTimesLongAgoAndFarAhead() {
        assertThatThrownBy(() -> put(count().timestamp(NOW.minus(Duration.ofDays(15)))))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> put(count().timestamp(NOW.plus(Duration.ofHours(3)))))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void refusesAnUnknownUnit() {
        assertThatThrownBy(() -> put(count().unit("Fortnights"))).isInstanceOf(InvalidParameterValueException.class);
    }
}
