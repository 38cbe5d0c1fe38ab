package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Every operation of every service, with every member set, through the real client and back: what the simulator's
 * services are given is what the code asked, and what they answer is what the code sees.
 */
class SimulatorContractTest {

    /** Calls that are not signed, since they bring other proof of who calls. */
    private static final Set<String> UNSIGNED = Set.of("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity");

    private static final Map<String, Function<AwsSimulator, SdkClient>> CLIENTS = Map.of(
            "rds", simulator -> simulator.client(RdsClient.builder()),
            "sns", simulator -> simulator.client(SnsClient.builder()),
            "cloudwatch", simulator -> simulator.client(CloudWatchClient.builder()),
            "ssm", simulator -> simulator.client(SsmClient.builder()),
            "secretsmanager", simulator -> simulator.client(SecretsManagerClient.builder()),
            "sts", simulator -> simulator.client(StsClient.builder()),
            "dynamodb", simulator -> simulator.client(DynamoDbClient.builder()));

    /** Keeps the request, and answers a response with every member set. */
    private record Echo(String name, Map<String, SdkPojo> requests) implements SimulatedService {
        @Override
        public SdkPojo answer(String operation, SdkPojo request) {
            requests.put(operation, request);
            return FilledPojos.filled(
                    Directory.model(name).operation(operation).orElseThrow().response());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rds", "sns", "cloudwatch", "ssm", "secretsmanager", "sts", "dynamodb"})
    void bringsEveryMemberOfEveryOperationThereAndBack(String service) {
        Echo echo = new Echo(service, new ConcurrentHashMap<>());
        SoftAssertions softly = new SoftAssertions();
        try (AwsSimulator simulator = AwsSimulator.start(SimulatedClock.standing(AwsSimulatorExtension.START), echo);
                SdkClient client = CLIENTS.get(service).apply(simulator)) {
            for (Operation operation : Directory.model(service).operations()) {
                if (!UNSIGNED.contains(operation.name())) {
                    softly.assertThatCode(() -> roundTrip(client, operation, echo))
                            .as(operation.name())
                            .doesNotThrowAnyException();
                }
            }
            softly.assertThat(simulator.violations()).isEmpty();
            softly.assertThat(simulator.calls())
                    .extracting(RecordedCall::outcome)
                    .containsOnly(RecordedCall.OK);
        }
        softly.assertAll();
    }

    private static void roundTrip(SdkClient client, Operation operation, Echo echo) throws Exception {
        SdkPojo request = FilledPojos.filled(operation.request());

        SdkPojo response = (SdkPojo) operation.method().invoke(client, request);

        assertThat(echo.requests().get(operation.name())).isEqualTo(request);
        assertThat(response)
                .matches(FilledPojos.filled(operation.response())::equalsBySdkFields, "every member came back");
    }
}
