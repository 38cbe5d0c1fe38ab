package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

@ExtendWith(AwsSimulatorExtension.class)
class SimulatedStsTest {

    private static final String MIGRATOR = "arn:aws:sts::123456789012:assumed-role/migrator/build-7";

    private final AwsSimulator simulator;
    private final StsClient sts;

    SimulatedStsTest(AwsSimulator simulator) {
        this.simulator = simulator;
        sts = simulator.client(StsClient.builder());
    }

    private AssumeRoleResponse assume(String role) {
        return sts.assumeRole(request -> request.roleArn(role).roleSessionName("build-7"));
    }

    private static AwsSessionCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    @Test
    void saysWhoCalls() {
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/ordermig");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void takesCallsWithWhatItHandsOutForTheRoles() {
        AssumeRoleResponse assumed = assume(simulator.sts().createRole("migrator"));

        assertThat(assumed.assumedRoleUser().arn()).isEqualTo(MIGRATOR);
        assertThat(assumed.credentials().expiration()).isEqualTo(AwsSimulatorExtension.START.plusSeconds(3600));
        StsClient asRole = simulator.client(StsClient.builder(), session(assumed.credentials()));
        assertThat(asRole.getCallerIdentity().arn()).isEqualTo(MIGRATOR);
        assertThat(simulator.calls("sts")).extracting(RecordedCall::principal).endsWith(MIGRATOR);
    }

    @Test
    void worksWithTheSdksOwnProviderOfAssumedRoles() {
        String role = simulator.sts().createRole("migrator", "external-id");
        StsAssumeRoleCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request ->
                        request.roleArn(role).roleSessionName("build-7").externalId("external-id"))
                .build();
        simulator.parameterStore().put("/a", "x");
        try (SsmClient ssm = SsmClient.builder()
                .endpointOverride(simulator.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(provider)
                .build()) {
            ssm.getParameter(request -> request.name("/a"));
            ssm.getParameter(request -> request.name("/a"));
        }

        assertThat(simulator.operations()).containsExactly("AssumeRole", "GetParameter", "GetParameter");
        assertThat(simulator.calls("ssm")).extracting(RecordedCall::principal).containsExactly(MIGRATOR, MIGRATOR);
    }

    @Test
    void letsWhatItHandsOutExpire() {
        String role = simulator.sts().createRole("migrator");
        AssumeRoleResponse assumed = sts.assumeRole(
                request -> request.roleArn(role).roleSessionName("build-7").durationSeconds(900));
        StsClient asRole = simulator.client(StsClient.builder(), session(assumed.credentials()));

        simulator.clock().advance(Duration.ofSeconds(899));
        asRole.getCallerIdentity();
        simulator.clock().advance(Duration.ofSeconds(1));

        assertThatThrownBy(asRole::getCallerIdentity)
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
    }

    @Test
    void doesNotKnowATemporaryKeyWithoutItsToken() {
        Credentials credentials = assume(simulator.sts().createRole("migrator")).credentials();
        StsClient withoutToken = simulator.client(
                StsClient.builder(),
                AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));

        assertThatThrownBy(withoutToken::getCallerIdentity).hasMessageContaining("security token");
    }

    @Test
    void refusesRolesThatWereNotMadeOrWantAnExternalId() {
        String guarded = simulator.sts().createRole("guarded", "external-id");

        assertThatThrownBy(() -> assume(guarded + "-of-others"))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
        assertThatThrownBy(() -> assume(guarded)).isInstanceOf(StsException.class);
    }

    @Test
    void refusesASessionNameThatAwsDoesNotAllow() {
        String role = simulator.sts().createRole("migrator");

        assertThatThrownBy(() -> sts.assumeRole(request -> request.roleArn(role).roleSessionName("order mig")))
                .hasMessageContaining("roleSessionName");
    }
}
