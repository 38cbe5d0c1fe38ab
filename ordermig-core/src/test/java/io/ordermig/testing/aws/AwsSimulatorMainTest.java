package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

class AwsSimulatorMainTest {

    @Test
    void startsWithWhatItIsTold() {
        MainArguments arguments = MainArguments.parse(
                "--rate", "60",
                "--instance", "orders:localhost:5433",
                "--secret", "orders/db={\"password\":\"a=b\"}",
                "--parameter", "/order-service/local/db-instance-id=orders",
                "--secure-parameter", "/order-service/local/key=x",
                "--topic", "migrations",
                "--table", "orders:customer:id",
                "--role", "migrator",
                "--deny", "sns:Publish");

        try (AwsSimulator simulator = arguments.start()) {
            Endpoint endpoint = simulator
                    .client(RdsClient.builder())
                    .describeDBInstances()
                    .dbInstances()
                    .get(0)
                    .endpoint();
            assertThat(endpoint.address() + ":" + endpoint.port()).isEqualTo("localhost:5433");
            assertThat(simulator
                            .client(SecretsManagerClient.builder())
                            .getSecretValue(request -> request.secretId("orders/db"))
                            .secretString())
                    .isEqualTo("{\"password\":\"a=b\"}");
            assertThat(simulator
                            .client(SsmClient.builder())
                            .getParametersByPath(request -> request.path("/order-service/local"))
                            .parameters())
                    .hasSize(2);
            assertThat(simulator
                            .client(StsClient.builder())
                            .assumeRole(request -> request.roleArn("arn:aws:iam::123456789012:role/migrator")
                                    .roleSessionName("operator"))
                            .credentials())
                    .isNotNull();
            assertThat(simulator
                            .client(DynamoDbClient.builder())
                            .describeTable(request -> request.tableName("orders"))
                            .table())
                    .satisfies(table -> assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE))
                    .satisfies(table -> assertThat(table.keySchema())
                            .extracting(key -> key.attributeName() + " " + key.keyType())
                            .containsExactly("customer HASH", "id RANGE"));
            assertThatThrownBy(() -> simulator
                            .client(SnsClient.builder())
                            .publish(request -> request.topicArn("arn:aws:sns:eu-central-1:123456789012:migrations")
                                    .message("text")))
                    .hasMessageContaining("explicit deny");
        }
    }

    @Test
    void printsWhatToExportAndThenEachCall() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (AwsSimulator simulator = MainArguments.parse().start()) {
            AwsSimulatorMain.present(simulator, new PrintStream(printed, true, StandardCharsets.UTF_8));
            simulator.client(StsClient.builder()).getCallerIdentity();

            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(6)
                    .contains("export AWS_ENDPOINT_URL=" + simulator.endpoint(), "export AWS_REGION=eu-central-1")
                    .last()
                    .asString()
                    .contains("sts:GetCallerIdentity OK");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--topc a", "--topic", "--instance orders:5432", "--secret name", "--table orders", "--port high"
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        assertThatThrownBy(() -> MainArguments.parse(line.split(" "))).isInstanceOf(IllegalArgumentException.class);
    }
}
