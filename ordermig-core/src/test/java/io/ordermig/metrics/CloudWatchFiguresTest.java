package io.ordermig.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ordermig.aws.Aws;
import io.ordermig.aws.AwsProblem;
import io.ordermig.config.AwsConfig;
import io.ordermig.event.Outcome;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.testing.SampleStep;
import io.ordermig.testing.SdkSettings;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.Fault;
import io.ordermig.testing.aws.RecordedCall;
import io.ordermig.testing.aws.SimulatedAccount;
import io.ordermig.testing.aws.SimulatedCloudWatch.Datum;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

@ExtendWith(AwsSimulatorExtension.class)
class CloudWatchFiguresTest {

    private static final Duration PLENTY = Duration.ofMinutes(1);
    private static final String NAMESPACE = "OrderService/Migrations";

    @RegisterExtension
    final SdkSettings settings = new SdkSettings();

    private final AwsSimulator simulator;
    private final Aws aws = new Aws(new AwsConfig("", "", "", "", "", false), "run");

    CloudWatchFiguresTest(AwsSimulator simulator) {
        this.simulator = simulator;
    }

    @BeforeEach
    void leadTheSdkToTheSimulator() {
        settings.use(simulator);
    }

    @AfterEach
    void letGo() {
        aws.close();
    }

    private void publish(String environment, Duration timeout) {
        SampleStep step = new SampleStep("migrate", Outcome.SUCCEEDED).applied(3);
        try (FigureSink sink = new CloudWatchFigures(aws, NAMESPACE, timeout)) {
            sink.publish(RunFigures.of(step.step(), environment));
        }
    }

    private Problem problem(Duration timeout) {
        OrdermigException failure = catchThrowableOfType(OrdermigException.class, () -> publish("staging", timeout));
        assertThat(failure).isNotNull();
        return failure.problem();
    }

    @Test
    void publishesAllFiguresInOneCall() {
        publish("staging", PLENTY);

        assertThat(simulator.calls())
                .extracting(RecordedCall::operation, RecordedCall::region)
                .containsExactly(tuple("PutMetricData", SimulatedAccount.REGION));
        assertThat(simulator.cloudWatch().data())
                .extracting(Datum::namespace)
                .hasSize(4)
                .containsOnly(NAMESPACE);
        assertThat(simulator.cloudWatch().data())
                .extracting(datum -> datum.datum().metricName())
                .containsExactly("MigrationCount", "MigrationSuccess", "MigrationFailure", "MigrationDuration");
    }

    @Test
    void keepsValueUnitTimeAndDimensions() {
        publish("staging", PLENTY);

        MetricDatum duration =
                simulator.cloudWatch().data(NAMESPACE, "MigrationDuration").get(0);
        assertThat(duration.value()).isEqualTo(42_000);
        assertThat(duration.unit()).isEqualTo(StandardUnit.MILLISECONDS);
        assertThat(duration.timestamp()).isEqualTo(SampleStep.STARTED.plusSeconds(42));
        assertThat(duration.dimensions())
                .containsExactly(dimension("Environment", "staging"), dimension("Store", "postgresql"));
        MetricDatum count =
                simulator.cloudWatch().data(NAMESPACE, "MigrationCount").get(0);
        assertThat(count.value()).isEqualTo(3);
        assertThat(count.unit()).isEqualTo(StandardUnit.COUNT);
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    @Test
    void makesDimensionsFitForCloudWatch() {
        publish("prüfung-Ω", PLENTY);
        publish("e".repeat(2_000), PLENTY);
        publish(" ", PLENTY);

        assertThat(simulator.cloudWatch().data(NAMESPACE, "MigrationCount"))
                .extracting(datum -> datum.dimensions().get(0).value())
                .containsExactly("prufung-?", "e".repeat(1_024), "postgresql");
    }

    @Test
    void callsNothingWithoutFigures() {
        settings.forgetCredentials();

        try (FigureSink sink = new CloudWatchFigures(aws, NAMESPACE, PLENTY)) {
            sink.publish(List.of());
        }

        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void arrivesAfterBeingThrottledTwice() {
        simulator.faults().next(2, Fault.throttling()).on("cloudwatch");

        publish("staging", PLENTY);

        assertThat(simulator.cloudWatch().data()).hasSize(4);
    }

    @Test
    void arrivesAfterADroppedConnection() {
        simulator.faults().next(Fault.droppedConnection()).on("cloudwatch");

        publish("staging", PLENTY);

        assertThat(simulator.cloudWatch().data()).hasSize(4);
    }

    @Test
    void namesTheActionThatIsNotAllowed() {
        simulator.deny("cloudwatch:PutMetricData");

        Problem problem = problem(PLENTY);

        assertThat(problem.code()).isEqualTo(AwsProblem.ACCESS_DENIED);
        assertThat(problem.what()).contains("cloudwatch:PutMetricData");
    }

    @Test
    @Timeout(60)
    void givesUpAtItsLimit() {
        simulator.faults().always(Fault.slowAnswer(Duration.ofSeconds(100))).on("cloudwatch");

        Problem problem = problem(Duration.ofSeconds(1));

        assertThat(problem.code()).isEqualTo(AwsProblem.UNREACHABLE);
        assertThat(problem.what()).contains("cloudwatch:PutMetricData");
        simulator.faults().clear();
    }

    @Test
    void saysThatThereAreNoCredentials() {
        settings.forgetCredentials();

        assertThat(problem(PLENTY).code()).isEqualTo(AwsProblem.CREDENTIALS_MISSING);
    }
}
