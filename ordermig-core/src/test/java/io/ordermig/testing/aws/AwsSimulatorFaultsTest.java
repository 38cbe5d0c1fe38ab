package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

@ExtendWith(AwsSimulatorExtension.class)
class AwsSimulatorFaultsTest {

    private final AwsSimulator simulator;
    private final String topic;
    private final SnsClient sns;
    private final StsClient sts;

    AwsSimulatorFaultsTest(AwsSimulator simulator) {
        this.simulator = simulator;
        topic = simulator.sns().createTopic("migrations");
        sns = once(simulator, SnsClient.builder());
        sts = once(simulator, StsClient.builder());
    }

    /** A client that does not repeat calls. */
    private static <B extends AwsClientBuilder<B, C>, C> C once(AwsSimulator simulator, B builder) {
        return simulator.client(
                builder.overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry())));
    }

    private void publish() {
        sns.publish(request -> request.topicArn(topic).message("text"));
    }

    /** A call of each service, without the client's own retries. */
    private static void call(String service, AwsSimulator simulator) {
        switch (service) {
            case "sns" ->
                once(simulator, SnsClient.builder())
                        .publish(request -> request.topicArn("arn:aws:sns:eu-central-1:123456789012:t")
                                .message("text"));
            case "sts" ->
                once(simulator, StsClient.builder())
                        .assumeRole(request -> request.roleArn("arn:aws:iam::123456789012:role/r")
                                .roleSessionName("me"));
            case "ssm" -> once(simulator, SsmClient.builder()).getParameter(request -> request.name("/p"));
            case "secretsmanager" ->
                once(simulator, SecretsManagerClient.builder()).getSecretValue(request -> request.secretId("s"));
            case "cloudwatch" ->
                once(simulator, CloudWatchClient.builder())
                        .putMetricData(request -> request.namespace("n")
                                .metricData(datum -> datum.metricName("m").value(1.0)));
            default -> throw new IllegalArgumentException(service);
        }
    }

    static Stream<Arguments> faultsAsEachServiceSpellsThem() {
        return Stream.of(
                Arguments.of("sns", Fault.throttling(), 400, "Throttling"),
                Arguments.of("sts", Fault.throttling(), 400, "Throttling"),
                Arguments.of("cloudwatch", Fault.throttling(), 400, "Throttling"),
                Arguments.of("ssm", Fault.throttling(), 400, "ThrottlingException"),
                Arguments.of("secretsmanager", Fault.throttling(), 400, "ThrottlingException"),
                Arguments.of("sns", Fault.internalFailure(), 500, "InternalError"),
                Arguments.of("sts", Fault.internalFailure(), 500, "InternalFailure"),
                Arguments.of("cloudwatch", Fault.internalFailure(), 500, "InternalServiceError"),
                Arguments.of("ssm", Fault.internalFailure(), 500, "InternalServerError"),
                Arguments.of("secretsmanager", Fault.internalFailure(), 500, "InternalServiceError"),
                Arguments.of("sns", Fault.serviceUnavailable(), 503, "ServiceUnavailable"),
                Arguments.of("ssm", Fault.serviceUnavailable(), 503, "ServiceUnavailableException"),
                Arguments.of("sns", Fault.expiredCredentials(), 403, "ExpiredToken"),
                Arguments.of("cloudwatch", Fault.expiredCredentials(), 403, "ExpiredToken"),
                Arguments.of("ssm", Fault.expiredCredentials(), 400, "ExpiredTokenException"),
                Arguments.of("sns", Fault.accessDenied(), 403, "AuthorizationError"),
                Arguments.of("sts", Fault.accessDenied(), 403, "AccessDenied"),
                Arguments.of("cloudwatch", Fault.accessDenied(), 403, "AccessDenied"),
                Arguments.of("ssm", Fault.accessDenied(), 400, "AccessDeniedException"),
                Arguments.of("secretsmanager", Fault.accessDenied(), 400, "AccessDeniedException"),
                Arguments.of("sts", Fault.error(418, "Teapot", "short and stout"), 418, "Teapot"));
    }

    @ParameterizedTest
    @MethodSource("faultsAsEachServiceSpellsThem")
    void answersEachFaultAsTheServiceSpellsIt(String service, Fault fault, int status, String code) {
        simulator.faults().next(fault).on(service);

        assertThatThrownBy(() -> call(service, simulator)).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.isThrottlingException()).isEqualTo(fault.toString().equals("throttling"));
        });
        assertThat(simulator.calls()).extracting(RecordedCall::carriedOut).containsExactly(false);
    }

    @Test
    void strikesTheNextCallsAndNoMore() {
        Faults.Rule rule = simulator.faults().next(2, Fault.throttling());

        assertThat(outcomes(3)).containsExactly("Throttling", "Throttling", "OK");
        assertThat(rule.struck()).isEqualTo(2);
    }

    @Test
    void strikesEachThirdCall() {
        simulator.faults().every(3, Fault.throttling());

        assertThat(outcomes(6)).containsExactly("OK", "OK", "Throttling", "OK", "OK", "Throttling");
    }

    @Test
    void strikesOneCallByItsNumber() {
        simulator.faults().at(2, Fault.throttling());

        assertThat(outcomes(3)).containsExactly("OK", "Throttling", "OK");
    }

    @Test
    void strikesAllCallsUntilItIsStopped() {
        Faults.Rule rule = simulator.faults().always(Fault.throttling());
        assertThat(outcomes(3)).containsOnly("Throttling");

        rule.stop();

        simulator.forget();
        assertThat(outcomes(1)).containsExactly("OK");
    }

    @Test
    void strikesOnlyWhatItIsNarrowedTo() {
        simulator.faults().always(Fault.throttling()).on("sns");
        simulator.faults().always(Fault.throttling()).on("sts", "AssumeRole");

        assertThat(outcomes(1)).containsExactly("Throttling");
        sts.getCallerIdentity();
    }

    @Test
    void strikesWithOneRuleAfterTheOther() {
        simulator.faults().next(Fault.throttling());
        simulator.faults().next(Fault.internalFailure());

        assertThat(outcomes(3)).containsExactly("Throttling", "InternalError", "OK");
    }

    private List<String> outcomes(int calls) {
        for (int i = 0; i < calls; i++) {
            try {
                publish();
            } catch (AwsServiceException e) {
                assertThat(e.awsErrorDetails()).isNotNull();
            }
        }
        return simulator.calls("sns").stream().map(RecordedCall::outcome).toList();
    }

    @Test
    void dropsTheConnectionBeforeTheCallIsCarriedOut() {
        simulator.faults().always(Fault.droppedConnection());

        assertThatThrownBy(this::publish).isInstanceOf(SdkClientException.class);

        assertThat(simulator.sns().messages()).isEmpty();
        assertThat(simulator.calls()).extracting(RecordedCall::outcome).containsOnly(RecordedCall.DROPPED);
    }

    @Test
    void losesTheAnswerOfACallThatWasCarriedOut() {
        simulator.faults().always(Fault.lostAnswer());

        assertThatThrownBy(this::publish).isInstanceOf(SdkClientException.class);

        assertThat(simulator.sns().messages()).hasSize(1);
        assertThat(simulator.calls()).extracting(RecordedCall::outcome).containsExactly(RecordedCall.ANSWER_LOST);
        assertThat(simulator.calls()).extracting(RecordedCall::carriedOut).containsExactly(true);
    }

    @Test
    void answersAnErrorAfterTheCallWasCarriedOut() {
        simulator.faults().next(Fault.internalFailure().afterwards());

        assertThatThrownBy(this::publish).isInstanceOf(AwsServiceException.class);

        assertThat(simulator.sns().messages()).hasSize(1);
        assertThat(simulator.calls()).extracting(RecordedCall::carriedOut).containsExactly(true);
    }

    @Test
    void answersLateEnoughForATimeout() {
        simulator.faults().next(Fault.slowAnswer(Duration.ofSeconds(20))).on("sts");
        StsClient impatient = simulator.client(StsClient.builder()
                .overrideConfiguration(c ->
                        c.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallAttemptTimeout(Duration.ofMillis(300))));

        assertThatThrownBy(impatient::getCallerIdentity).isInstanceOf(ApiCallAttemptTimeoutException.class);
    }

    @Test
    void letsTheSdksOwnRetriesOvercomeWhatPasses() {
        simulator.faults().next(2, Fault.serviceUnavailable());

        simulator.client(StsClient.builder()).getCallerIdentity();

        assertThat(simulator.calls())
                .extracting(RecordedCall::outcome)
                .containsExactly("ServiceUnavailable", "ServiceUnavailable", "OK");
    }
}
