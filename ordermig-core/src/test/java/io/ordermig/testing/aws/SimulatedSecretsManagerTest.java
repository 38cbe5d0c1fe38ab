package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@ExtendWith(AwsSimulatorExtension.class)
class SimulatedSecretsManagerTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders/db-Ab1Cd2";

    private final SimulatedSecretsManager simulated;
    private final SecretsManagerClient secrets;

    SimulatedSecretsManagerTest(AwsSimulator simulator) {
        simulated = simulator.secretsManager();
        secrets = simulator.client(SecretsManagerClient.builder());
        simulated.put("orders/db", "{\"password\":\"one\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/db", ARN, "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders/db"})
    void givesASecretByNameByArnAndByTheArnWithoutItsEnding(String id) {
        GetSecretValueResponse secret = secrets.getSecretValue(request -> request.secretId(id));

        assertThat(secret.secretString()).isEqualTo("{\"password\":\"one\"}");
        assertThat(secret.name()).isEqualTo("orders/db");
        assertThat(secret.arn()).isEqualTo(ARN);
        assertThat(secret.versionStages()).containsExactly("AWSCURRENT");
        assertThat(secret.createdDate()).isEqualTo(AwsSimulatorExtension.START);
    }

    @Test
    void keepsThePreviousValueWhenItRotates() {
        String before = secrets.getSecretValue(request -> request.secretId(ARN)).versionId();

        simulated.put("orders/db", "{\"password\":\"two\"}");

        GetSecretValueResponse current = secrets.getSecretValue(request -> request.secretId(ARN));
        assertThat(current.secretString()).contains("two");
        assertThat(current.versionId()).isNotEqualTo(before);
        assertThat(secrets.getSecretValue(request -> request.secretId(ARN).versionStage("AWSPREVIOUS"))
                        .secretString())
                .contains("one");
        assertThat(secrets.getSecretValue(request -> request.secretId(ARN).versionId(before))
                        .versionStages())
                .containsExactly("AWSPREVIOUS");
    }

    @Test
    void knowsOnlySecretsAndVersionsThatAreThere() {
        assertThatThrownBy(() -> secrets.getSecretValue(request -> request.secretId("orders/cache")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() ->
                        secrets.getSecretValue(request -> request.secretId(ARN).versionStage("AWSPREVIOUS")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("AWSPREVIOUS");
    }

    @Test
    void doesNotReadWhatIsMarkedForDeletion() {
        simulated.delete("orders/db");

        assertThatThrownBy(() -> secrets.getSecretValue(request -> request.secretId(ARN)))
                .isInstanceOf(InvalidRequestException.class);
    }
}
