package io.ordermig.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.AwsConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.Runs;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.Fault;
import io.ordermig.testing.aws.RecordedCall;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

@ExtendWith(AwsSimulatorExtension.class)
class AwsTest {

    private static final AwsConfig NOTHING_SET = new AwsConfig("", "", "", "", "", false);

    @TempDir
    Path temp;

    private static Aws aws(AwsConfig config) {
        return new Aws(config, "20260301T101500Z-7f3a");
    }

    /** Any call will do. */
    private static void call(Aws aws) {
        try (SsmClient client = aws.client(SsmClient.builder())) {
            Aws.call("ssm:GetParameters", () -> client.getParameters(request -> request.names("/orders/any")));
        }
    }

    private static OrdermigException failure(Aws aws) {
        return Runs.failureOf(() -> call(aws));
    }

    @Test
    void saysThatTheRegionIsMissing() {
        try (SimulatedEnvironment unused = SimulatedEnvironment.without();
                Aws aws = aws(NOTHING_SET)) {
            OrdermigException failure = Runs.failureOf(aws::require);

            assertThat(failure.problem().code()).isEqualTo(AwsProblem.REGION_MISSING);
            assertThat(failure.problem().text(Vocabulary.NEUTRAL))
                    .contains("awsRegion")
                    .contains("AWS_REGION")
                    .contains("Changed so far:     nothing");
        }
    }

    @Test
    void saysThatCredentialsAreMissing() {
        try (SimulatedEnvironment unused = SimulatedEnvironment.without();
                Aws aws = aws(new AwsConfig("eu-central-1", "", "", "", "", false))) {
            OrdermigException failure = Runs.failureOf(aws::require);

            assertThat(failure.problem().code()).isEqualTo(AwsProblem.CREDENTIALS_MISSING);
            assertThat(failure.problem().text(Vocabulary.NEUTRAL)).contains("AWS_ACCESS_KEY_ID");
        }
    }

    @Test
    void takesRegionAndCredentialsFromTheNamedProfile(AwsSimulator simulator) throws Exception {
        Path config = Files.writeString(
                temp.resolve("config"),
                "[default]\nregion = us-east-1\n[profile orders]\nregion = eu-west-3\naws_access_key_id = "
                        + simulator.credentials().accessKeyId() + "\naws_secret_access_key = "
                        + simulator.credentials().secretAccessKey() + "\n");
        try (SimulatedEnvironment environment = SimulatedEnvironment.without();
                Aws aws = aws(new AwsConfig("", "orders", "", "", "", false))) {
            environment.set("aws.configFile", config.toString());
            environment.set("aws.endpointUrl", simulator.endpoint().toString());
            call(aws);

            assertThat(aws.region()).isEqualTo(Region.EU_WEST_3);
            assertThat(simulator.calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.region()).isEqualTo("eu-west-3"));
        }
    }

    @Test
    void saysThatAProfileIsNotThere(AwsSimulator simulator) {
        try (SimulatedEnvironment unused = SimulatedEnvironment.without();
                Aws aws = aws(new AwsConfig("eu-central-1", "odrers", "", "", "", false))) {
            OrdermigException failure = Runs.failureOf(aws::require);

            assertThat(failure.problem().code()).isEqualTo(AwsProblem.CREDENTIALS_MISSING);
            assertThat(failure.problem().text(Vocabulary.NEUTRAL)).contains("odrers");
        }
    }

    /** Regression: keys in the environment won over a profile that was named, and nobody noticed. */
    @Test
    void meansTheNamedProfileWhateverElseIsThere(AwsSimulator simulator) {
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(new AwsConfig("", "odrers", "", "", "", false))) {
            assertThat(failure(aws).problem().code()).isEqualTo(AwsProblem.CREDENTIALS_MISSING);
            assertThat(simulator.calls()).isEmpty();
        }
    }

    @Test
    void assumesTheRoleForAllCalls(AwsSimulator simulator) {
        String role = simulator.sts().createRole("orders-migrations");
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(new AwsConfig("", "", role, "", "", false))) {
            call(aws);
            call(aws);

            assertThat(simulator.operations()).containsExactly("AssumeRole", "GetParameters", "GetParameters");
            assertThat(simulator.calls("ssm"))
                    .allSatisfy(call -> assertThat(call.principal())
                            .contains("assumed-role/orders-migrations/ordermig-20260301T101500Z-7f3a"));
        }
    }

    @Test
    void namesTheActionThatIsMissingToAssumeTheRole(AwsSimulator simulator) {
        String role = simulator.sts().createRole("orders-migrations");
        simulator.allowOnly(Set.of("ssm:GetParameters"));
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(new AwsConfig("", "", role, "", "", false))) {
            OrdermigException failure = failure(aws);

            assertThat(failure.problem().code()).isEqualTo(AwsProblem.ACCESS_DENIED);
            assertThat(failure.problem().what()).contains("sts:AssumeRole");
        }
    }

    @Test
    void namesTheActionThatIsDenied(AwsSimulator simulator) {
        simulator.deny("ssm:GetParameters");
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(NOTHING_SET)) {
            OrdermigException failure = failure(aws);

            assertThat(failure.problem().code()).isEqualTo(AwsProblem.ACCESS_DENIED);
            assertThat(failure.problem().what()).isEqualTo("The AWS credentials do not allow ssm:GetParameters.");
            assertThat(failure).hasCauseInstanceOf(software.amazon.awssdk.core.exception.SdkException.class);
        }
    }

    @Test
    void saysThatCredentialsHaveExpired(AwsSimulator simulator) {
        simulator.identities().expire(simulator.credentials());
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(NOTHING_SET)) {
            assertThat(failure(aws).problem().code()).isEqualTo(AwsProblem.CREDENTIALS_EXPIRED);
        }
    }

    @Test
    void saysThatAwsDoesNotKnowTheKey(AwsSimulator simulator) {
        try (SimulatedEnvironment environment = SimulatedEnvironment.of(simulator);
                Aws aws = aws(NOTHING_SET)) {
            environment.set("aws.accessKeyId", "AKIANOBODY0000000000");

            assertThat(failure(aws).problem().code()).isEqualTo(AwsProblem.CREDENTIALS_REFUSED);
        }
    }

    @Test
    void survivesAShortThrottling(AwsSimulator simulator) {
        simulator.faults().next(2, Fault.throttling());
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(NOTHING_SET)) {
            call(aws);

            assertThat(simulator.calls())
                    .last()
                    .satisfies(call -> assertThat(call.outcome()).isEqualTo(RecordedCall.OK));
        }
    }

    @ParameterizedTest
    @CsvSource({"throttling, aws/throttled", "outage, aws/unavailable", "dropped, aws/unreachable"})
    void tellsWhatPassesByItself(String kind, String code, AwsSimulator simulator) {
        simulator
                .faults()
                .always(
                        switch (kind) {
                            case "throttling" -> Fault.throttling();
                            case "outage" -> Fault.serviceUnavailable();
                            default -> Fault.droppedConnection();
                        });
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(NOTHING_SET)) {
            OrdermigException failure = failure(aws);

            assertThat(failure.problem().code().id()).isEqualTo(code);
            assertThat(Aws.isPassing(failure)).isTrue();
        }
    }

    @Test
    void doesNotRepeatItselfForWhatDoesNotPass(AwsSimulator simulator) {
        simulator.faults().always(Fault.error(400, "ValidationException", "No."));
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                Aws aws = aws(NOTHING_SET)) {
            OrdermigException failure = failure(aws);

            assertThat(failure.problem().code()).isEqualTo(AwsProblem.REFUSED);
            assertThat(failure.problem().details()).containsExactly("No. (ValidationException)");
            assertThat(Aws.isPassing(failure)).isFalse();
            assertThat(simulator.calls()).hasSize(1);
        }
    }
}
