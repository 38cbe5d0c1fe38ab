package io.ordermig.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.aws.Aws;
import io.ordermig.aws.AwsProblem;
import io.ordermig.config.AwsConfig;
import io.ordermig.event.Outcome;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.report.MigrationReport.PointState;
import io.ordermig.testing.SampleStep;
import io.ordermig.testing.SdkSettings;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.Fault;
import io.ordermig.testing.aws.RecordedCall;
import io.ordermig.testing.aws.SimulatedAccount;
import io.ordermig.testing.aws.SimulatedSns;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.PublishRequest;

@ExtendWith(AwsSimulatorExtension.class)
class SnsNotifierTest {

    private static final Duration PLENTY = Duration.ofMinutes(1);

    @RegisterExtension
    final SdkSettings settings = new SdkSettings();

    private final AwsSimulator simulator;
    private final String topic;
    /** Another region than the topic's, on purpose. */
    private final Aws aws = new Aws(new AwsConfig("us-east-2", "", "", "", "", false), "run");

    private final Notification notification;

    SnsNotifierTest(AwsSimulator simulator) {
        this.simulator = simulator;
        topic = simulator.sns().createTopic("migrations");
        SampleStep step =
                new SampleStep("migrate", Outcome.SUCCEEDED).applied(2).restorePoint(PointState.READY);
        notification = Announcement.of(step.report("prüfung-Ω"), step.step()).orElseThrow();
    }

    @BeforeEach
    void leadTheSdkToTheSimulator() {
        settings.use(simulator);
    }

    @AfterEach
    void letGo() {
        aws.close();
    }

    private void send(String topicArn, Duration timeout) {
        try (Notifier notifier = new SnsNotifier(aws, topicArn, timeout)) {
            notifier.send(notification);
        }
    }

    private Problem problem(String topicArn, Duration timeout) {
        OrdermigException failure = catchThrowableOfType(OrdermigException.class, () -> send(topicArn, timeout));
        assertThat(failure).isNotNull();
        return failure.problem();
    }

    @Test
    void publishesSubjectTextAndAttributes() {
        send(topic, PLENTY);

        assertThat(simulator.sns().messages()).singleElement().satisfies(message -> {
            assertThat(message.topicArn()).isEqualTo(topic);
            assertThat(message.subject()).isEqualTo(notification.subject());
            assertThat(message.text()).isEqualTo(notification.text());
            assertThat(strings(message)).isEqualTo(notification.attributes()).containsEntry("environment", "prüfung-Ω");
            assertThat(message.attributes().values())
                    .allMatch(value -> value.dataType().equals("String"));
        });
    }

    private static Map<String, String> strings(SimulatedSns.Message message) {
        return message.attributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().stringValue()));
    }

    @Test
    void callsTheRegionOfTheTopic() {
        send(topic, PLENTY);

        assertThat(simulator.calls("sns")).extracting(RecordedCall::region).containsExactly(SimulatedAccount.REGION);
    }

    @Test
    void publishesAMessageOfTheGreatestLength() {
        SampleStep step = new SampleStep("migrate", Outcome.SUCCEEDED);
        for (int i = 0; i < 1_000; i++) {
            step.warning("ü".repeat(1_000));
        }

        try (Notifier notifier = new SnsNotifier(aws, topic, PLENTY)) {
            notifier.send(Announcement.of(step.report("staging"), step.step()).orElseThrow());
        }

        assertThat(simulator.sns().messages()).hasSize(1);
    }

    @Test
    void keepsTheOrderOfAFifoTopicAndRepeatsNoMessage() {
        String fifo = simulator.sns().createTopic("migrations.fifo");
        simulator.faults().next(Fault.lostAnswer()).on("sns");

        send(fifo, PLENTY);
        send(fifo, PLENTY);

        assertThat(simulator.requests(PublishRequest.class))
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.messageGroupId()).isEqualTo("ordermig"))
                .extracting(PublishRequest::messageDeduplicationId)
                .satisfies(ids -> {
                    assertThat(ids.get(1)).as("of the repetition").isEqualTo(ids.get(0));
                    assertThat(ids.get(2)).as("of the next message").isNotEqualTo(ids.get(0));
                });
    }

    @Test
    void givesNoGroupToATopicThatIsNotFifo() {
        send(topic, PLENTY);

        assertThat(simulator.requests(PublishRequest.class))
                .allSatisfy(request -> assertThat(request.messageGroupId()).isNull());
    }

    @Test
    void arrivesAfterBeingThrottledTwice() {
        simulator.faults().next(2, Fault.throttling()).on("sns");

        send(topic, PLENTY);

        assertThat(simulator.sns().messages()).hasSize(1);
        assertThat(simulator.operations("sns")).hasSize(3);
    }

    @Test
    void arrivesAfterADroppedConnection() {
        simulator.faults().next(Fault.droppedConnection()).on("sns");

        send(topic, PLENTY);

        assertThat(simulator.sns().messages()).hasSize(1);
    }

    @Test
    void saysSoWhenEveryConnectionIsDropped() {
        simulator.faults().always(Fault.droppedConnection()).on("sns");

        Problem problem = problem(topic, PLENTY);

        assertThat(problem.code()).isEqualTo(AwsProblem.UNREACHABLE);
        assertThat(problem.what()).contains("sns:Publish");
    }

    @Test
    void namesTheActionThatIsNotAllowed() {
        simulator.deny("sns:Publish");

        Problem problem = problem(topic, PLENTY);

        assertThat(problem.code()).isEqualTo(AwsProblem.ACCESS_DENIED);
        assertThat(problem.what()).contains("sns:Publish");
    }

    @Test
    @Timeout(60)
    void givesUpAtItsLimit() {
        simulator.faults().always(Fault.slowAnswer(Duration.ofSeconds(100))).on("sns");

        Problem problem = problem(topic, Duration.ofSeconds(1));

        assertThat(problem.code()).isEqualTo(AwsProblem.UNREACHABLE);
        assertThat(problem.what()).contains("sns:Publish");
        simulator.faults().clear();
    }

    @Test
    void givesUpAtOnceWithoutAnyTime() {
        assertThat(problem(topic, Duration.ZERO).code()).isEqualTo(AwsProblem.UNREACHABLE);
    }

    @Test
    void saysThatThereAreNoCredentials() {
        settings.forgetCredentials();

        assertThat(problem(topic, PLENTY).code()).isEqualTo(AwsProblem.CREDENTIALS_MISSING);
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        Problem problem = problem(topic + "-of-old", PLENTY);

        assertThat(problem.code()).isEqualTo(NotificationProblem.TOPIC_UNUSABLE);
        assertThat(problem.what()).isEqualTo("The SNS topic " + topic + "-of-old does not exist.");
    }

    @Test
    void saysThatThisIsNoTopic() {
        Problem problem = problem("migrations", PLENTY);

        assertThat(problem.code()).isEqualTo(NotificationProblem.TOPIC_UNUSABLE);
        assertThat(problem.what()).contains("This is not the ARN of an SNS topic: migrations");
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void throwsNothingElseWhenInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> send(topic, PLENTY))
                    .isInstanceOf(OrdermigException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void looksNothingUpBeforeItIsUsed() {
        settings.forgetCredentials();

        new SnsNotifier(aws, topic, PLENTY).close();

        assertThat(simulator.calls()).isEmpty();
    }
}
