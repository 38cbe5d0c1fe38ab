package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

@ExtendWith(AwsSimulatorExtension.class)
class SimulatedParameterStoreTest {

    private final SimulatedParameterStore simulated;
    private final SsmClient ssm;

    SimulatedParameterStoreTest(AwsSimulator simulator) {
        simulated = simulator.parameterStore();
        ssm = simulator.client(SsmClient.builder());
    }

    @BeforeEach
    void put() {
        simulated.put("/order-service/staging/db-instance-id", "orders");
        simulated.putSecure("/order-service/staging/db-password", "s3cret");
        simulated.put("/order-service/staging/deeper/one", "1");
        simulated.put("/order-service/production/db-instance-id", "orders-production");
    }

    @Test
    void givesAParameterByNameAndByArn() {
        Parameter byName = ssm.getParameter(request -> request.name("/order-service/staging/db-instance-id"))
                .parameter();
        Parameter byArn =
                ssm.getParameter(request -> request.name(byName.arn())).parameter();

        assertThat(byArn).isEqualTo(byName);
        assertThat(byName)
                .isEqualTo(Parameter.builder()
                        .name("/order-service/staging/db-instance-id")
                        .value("orders")
                        .type(ParameterType.STRING)
                        .version(1L)
                        .lastModifiedDate(AwsSimulatorExtension.START)
                        .arn("arn:aws:ssm:eu-central-1:123456789012:parameter/order-service/staging/db-instance-id")
                        .dataType("text")
                        .build());
    }

    @Test
    void saysWhichParameterIsNotThere() {
        assertThatThrownBy(() -> ssm.getParameter(request -> request.name("/order-service/db-instance-id")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void decryptsOnlyForThoseWhoAsk() {
        assertThat(ssm.getParameter(request -> request.name("/order-service/staging/db-password"))
                        .parameter()
                        .value())
                .doesNotContain("s3cret");
        assertThat(ssm.getParameter(request -> request.name("/order-service/staging/db-password")
                                .withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("s3cret");
    }

    @Test
    void tellsTheNamesThatAreNotThereFromThoseThatAre() {
        GetParametersResponse response = ssm.getParameters(
                request -> request.names("/order-service/staging/db-instance-id", "/order-service/staging/topic"));

        assertThat(response.parameters()).extracting(Parameter::value).containsExactly("orders");
        assertThat(response.invalidParameters()).containsExactly("/order-service/staging/topic");
    }

    @Test
    void refusesMoreThanTenNames() {
        List<String> names = IntStream.range(0, 11).mapToObj(i -> "/p" + i).toList();

        assertThatThrownBy(() -> ssm.getParameters(request -> request.names(names)))
                .isInstanceOfSatisfying(
                        SsmException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void listsAPathWithAndWithoutWhatIsBelow() {
        assertThat(ssm.getParametersByPath(request -> request.path("/order-service/staging"))
                        .parameters())
                .extracting(Parameter::name)
                .containsExactly("/order-service/staging/db-instance-id", "/order-service/staging/db-password");
        assertThat(ssm.getParametersByPath(request ->
                                request.path("/order-service/staging").recursive(true))
                        .parameters())
                .hasSize(3);
    }

    @Test
    void listsAPathInPages() {
        IntStream.range(0, 25).forEach(i -> simulated.put("/many/" + (char) ('a' + i), "x"));

        assertThat(ssm.getParametersByPathPaginator(request -> request.path("/many")).stream())
                .extracting(page -> page.parameters().size())
                .containsExactly(10, 10, 5);
    }

    @Test
    void givesANewVersionToANewValue() {
        simulated.put("/order-service/staging/db-instance-id", "orders-2");

        Parameter parameter = ssm.getParameter(request -> request.name("/order-service/staging/db-instance-id"))
                .parameter();
        assertThat(parameter.value()).isEqualTo("orders-2");
        assertThat(parameter.version()).isEqualTo(2);
    }
}
