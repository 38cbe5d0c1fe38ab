package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;

@ExtendWith(AwsSimulatorExtension.class)
class SimulatedSnsTest {

    private final SnsClient sns;
    private final SimulatedSns simulated;
    private final String topic;

    SimulatedSnsTest(AwsSimulator simulator) {
        sns = simulator.client(SnsClient.builder());
        simulated = simulator.sns();
        topic = simulated.createTopic("migrations");
    }

    @Test
    void keepsWhatIsPublished() {
        MessageAttributeValue staging = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("staging")
                .build();

        String id = sns.publish(request -> request.topicArn(topic)
                        .subject("Migration finished")
                        .message("3 applied, <0 failed> & more\nüñí")
                        .messageAttributes(Map.of("environment", staging)))
                .messageId();

        assertThat(id).isNotBlank();
        assertThat(simulated.messages())
                .containsExactly(new SimulatedSns.Message(
                        AwsSimulatorExtension.START,
                        topic,
                        "Migration finished",
                        "3 applied, <0 failed> & more\nüñí",
                        Map.of("environment", staging)));
    }

    @Test
    void knowsOnlyTopicsThatWereMade() {
        assertThatThrownBy(() -> sns.publish(
                        request -> request.topicArn(topic + "-of-others").message("text")))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void refusesWhatIsNoArn() {
        assertThatThrownBy(() ->
                        sns.publish(request -> request.topicArn("migrations").message("text")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("TopicArn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\ttab", "größer", " begins with a space", ""})
    void refusesASubjectThatIsNoLineOfPrintableAscii(String subject) {
        assertThatThrownBy(() -> sns.publish(
                        request -> request.topicArn(topic).subject(subject).message("text")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Subject");
    }

    @Test
    void refusesASubjectPast100Characters() {
        sns.publish(request -> request.topicArn(topic).subject("x".repeat(100)).message("text"));

        assertThatThrownBy(() -> sns.publish(request ->
                        request.topicArn(topic).subject("x".repeat(101)).message("text")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void refusesAMessagePast256KilobytesOfUtf8() {
        sns.publish(request -> request.topicArn(topic).message("x".repeat(256 * 1024)));

        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(topic).message("ü".repeat(128 * 1024 + 1))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void refusesAnEmptyMessage() {
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(topic).message("")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void refusesAnEmptyAttribute() {
        MessageAttributeValue empty = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("")
                .build();

        assertThatThrownBy(() -> sns.publish(
                        request -> request.topicArn(topic).message("text").messageAttributes(Map.of("outcome", empty))))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS.outcome", "out..come", ".outcome", "out come"})
    void refusesAnAttributeNameThatAwsReservesOrDoesNotAllow(String name) {
        MessageAttributeValue value = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("x")
                .build();

        assertThatThrownBy(() -> sns.publish(
                        request -> request.topicArn(topic).message("text").messageAttributes(Map.of(name, value))))
                .isInstanceOf(InvalidParameterValueException.class);
    }
}
