package io.ordermig.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.AwsConfig;
import io.ordermig.config.ConfigProblem;
import io.ordermig.config.LoginSource;
import io.ordermig.config.Secret;
import io.ordermig.config.Settings;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.Runs;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(AwsSimulatorExtension.class)
class KeptSettingsTest {

    private static final String SECRET = """
            {"engine": "postgres", "host": "orders.abc.eu-central-1.rds.amazonaws.com", "port": 5433,
             "username": "migrator", "password": "s3cret-word", "dbname": "orders",
             "dbInstanceIdentifier": "orders-staging", "other": {"deep": [1, 2]}}""";

    private final AwsSimulator simulator;
    private SimulatedEnvironment environment;
    private Aws aws;

    KeptSettingsTest(AwsSimulator simulator) {
        this.simulator = simulator;
    }

    @BeforeEach
    void connect() {
        environment = SimulatedEnvironment.of(simulator);
        aws = new Aws(new AwsConfig("", "", "", "", "", false), "run");
    }

    @AfterEach
    void disconnect() {
        aws.close();
        environment.close();
    }

    private Optional<LoginSource> complete(Settings settings) {
        return KeptSettings.complete(settings, aws);
    }

    private OrdermigException failure(Map<String, String> settings) {
        return Runs.failureOf(() -> complete(Settings.of(settings)));
    }

    @Test
    void readsSecretInstanceAndTopicBelowThePathInOneCall() {
        String arn = simulator.secretsManager().put("orders", SECRET);
        simulator.parameterStore().put("/order-service/staging/db-secret-arn", arn);
        simulator.parameterStore().putSecure("/order-service/staging/db-instance-id", "orders-other");
        simulator
                .parameterStore()
                .put(
                        "/order-service/staging/migration-notification-topic",
                        "arn:aws:sns:eu-central-1:123456789012:migrations");
        Settings settings = Settings.of(Map.of("parameterPath", "/order-service/staging/"));
        LoginSource logins = complete(settings).orElseThrow();

        assertThat(settings.text("url", ""))
                .isEqualTo("jdbc:postgresql://orders.abc.eu-central-1.rds.amazonaws.com:5433/orders");
        assertThat(settings.text("dbInstanceId", "")).isEqualTo("orders-other");
        assertThat(settings.text("notificationTopic", "")).endsWith(":migrations");
        assertThat(logins.current()).isEqualTo(new LoginSource.Login("migrator", Secret.of("s3cret-word")));
        assertThat(simulator.operations()).containsExactly("GetParameters", "GetSecretValue");
    }

    @Test
    void leavesWhatIsSetAlready() {
        simulator.secretsManager().put("orders", SECRET);
        Settings settings = Settings.of(Map.of(
                "secretArn", "orders", "url", "jdbc:postgresql://tunnel:1/orders", "dbInstanceId", "orders-mine"));
        complete(settings);

        assertThat(settings.text("url", "")).isEqualTo("jdbc:postgresql://tunnel:1/orders");
        assertThat(settings.text("dbInstanceId", "")).isEqualTo("orders-mine");
    }

    @Test
    void takesTheSecretOfRdsItselfWhenTheUrlIsGiven() {
        simulator.secretsManager().put("rds!db-1", "{\"username\":\"postgres\",\"password\":\"managed-word\"}");

        assertThat(failure(Map.of("secretArn", "rds!db-1")).problem().details())
                .containsExactly("It has no host; those that RDS manages itself have none.");
        assertThat(complete(Settings.of(Map.of("secretArn", "rds!db-1", "url", "jdbc:postgresql://h/orders"))))
                .isPresent();
    }

    @Test
    void readsTheSecretAgainAfterARotation() {
        simulator.secretsManager().put("orders", SECRET);
        LoginSource logins =
                complete(Settings.of(Map.of("secretArn", "orders"))).orElseThrow();

        assertThat(logins.renew()).isFalse();
        simulator.secretsManager().put("orders", SECRET.replace("s3cret-word", "new-word"));
        assertThat(logins.current().password()).isEqualTo(Secret.of("s3cret-word"));
        assertThat(logins.renew()).isTrue();
        assertThat(logins.current().password()).isEqualTo(Secret.of("new-word"));
    }

    @Test
    void refusesALoginThatIsGivenTwice() {
        simulator.secretsManager().put("orders", SECRET);
        OrdermigException failure = failure(Map.of("secretArn", "orders", "user", "me"));

        assertThat(failure.problem().code()).isEqualTo(ConfigProblem.INVALID_VALUE);
        assertThat(failure.problem().where()).contains("secretArn, user");
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void saysThatThereIsNothingBelowThePath() {
        OrdermigException failure = failure(Map.of("parameterPath", "/order-service/stagging"));

        assertThat(failure.problem().code()).isEqualTo(AwsProblem.PARAMETER_UNUSABLE);
        assertThat(failure.problem().details().get(0)).contains("/order-service/stagging/db-secret-arn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"username\":\"u\"}' | lacks username or password",
                "'not json hunter2-word' | not a JSON object",
                "'[\"hunter2-word\"]' | not a JSON object",
                "'{\"username\":\"u\",\"password\":\"hunter2-word\"' | not a JSON object",
                "'{\"engine\":\"mysql\",\"username\":\"u\",\"password\":\"hunter2-word\"}' | engine mysql",
            })
    void saysWhatIsWrongWithASecretAndNotWhatIsInIt(String value, String why) {
        simulator.secretsManager().put("orders", value);
        OrdermigException failure = failure(Map.of("secretArn", "orders"));

        assertThat(failure.problem().code()).isEqualTo(AwsProblem.SECRET_UNUSABLE);
        assertThat(failure.problem().details()).singleElement().asString().contains(why);
        assertThat(failure).message().doesNotContain("hunter2-word");
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void saysThatThereIsNoSuchSecret() {
        OrdermigException failure = failure(Map.of("secretArn", "odrers"));

        assertThat(failure.problem().code()).isEqualTo(AwsProblem.SECRET_UNUSABLE);
        assertThat(failure.problem().details()).containsExactly("There is no secret of that name in the region.");
    }

    @Test
    void asksTheRegionOfTheSecret() {
        String arn = simulator.secretsManager().put("orders", SECRET);
        environment.set("aws.region", "us-east-1");
        complete(Settings.of(Map.of("secretArn", arn)));

        assertThat(simulator.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.region()).isEqualTo("eu-central-1"));
    }

    @Test
    void callsNothingWhenNothingIsKept() {
        assertThat(complete(Settings.of(Map.of("url", "jdbc:postgresql://h/orders"))))
                .isEmpty();
        assertThat(simulator.calls()).isEmpty();
    }
}
