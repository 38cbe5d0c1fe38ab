package io.ordermig.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.Ordermig;
import io.ordermig.Run;
import io.ordermig.config.LoginSource;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.postgres.PostgresEngine.MigrateOutcome;
import io.ordermig.postgres.PostgresProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PasswordRelay;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logins from AWS, on a server that asks for them. */
@ExtendWith({PostgresExtension.class, AwsSimulatorExtension.class})
class LoginTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    private static String secret(TestDatabase database, PasswordRelay relay, String password) {
        return "{\"engine\":\"postgres\",\"host\":\"127.0.0.1\",\"port\":" + relay.port()
                + ",\"username\":\"postgres\",\"password\":\"" + password + "\",\"dbname\":\"" + database.name()
                + "\"}";
    }

    private MigrateOutcome migrate(Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("locations", folder.location());
        all.put("snapshotSkip", "true");
        Settings settings = Settings.of(all);
        try (Run run = new Run("test", "p", Clock.systemUTC())) {
            LoginSource logins = Ordermig.complete(settings, run).orElseThrow();
            PostgresConfig config = PostgresConfig.from(settings).with(logins);
            settings.check();
            return new Runs(new TestDatabase("jdbc:postgresql:", "", "", ""), folder)
                    .ordermig()
                    .migrate(config, SnapshotConfig.from(settings), getClass().getClassLoader());
        }
    }

    private static int port(TestDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }

    @Test
    void followsARotationInTheMiddleOfARun(TestDatabase database, AwsSimulator simulator) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);");
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                PasswordRelay relay = PasswordRelay.to(port(database))) {
            simulator.secretsManager().put("orders", secret(database, relay, "first-word"));
            relay.accept("first-word");
            // After the first connection the secret is another.
            relay.afterLogin(() -> {
                simulator.secretsManager().put("orders", secret(database, relay, "second-word"));
                relay.accept("second-word");
            });
            MigrateOutcome outcome = migrate(Map.of("secretArn", "orders"));

            assertThat(outcome.applied()).hasSize(1);
            assertThat(relay.passwords()).contains("first-word", "second-word");
            assertThat(simulator.operations("secretsmanager")).containsExactly("GetSecretValue", "GetSecretValue");
        }
    }

    @Test
    void readsTheSecretOnceMoreAndThenGivesUp(TestDatabase database, AwsSimulator simulator) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);");
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                PasswordRelay relay = PasswordRelay.to(port(database))) {
            simulator.secretsManager().put("orders", secret(database, relay, "wrong-word"));
            relay.accept("right-word");
            OrdermigException failure = Runs.failureOf(() -> migrate(Map.of("secretArn", "orders")));

            assertThat(failure.problem().code()).isEqualTo(PostgresProblem.AUTHENTICATION);
            assertThat(failure)
                    .message()
                    .contains("Correct user name and password in the secret orders")
                    .doesNotContain("serverId")
                    .doesNotContain("wrong-word");
            assertThat(relay.passwords()).containsExactly("wrong-word");
            assertThat(simulator.operations()).containsExactly("GetSecretValue", "GetSecretValue");
        }
    }

    @Test
    void logsInWithAFreshTokenForEachConnection(TestDatabase database, AwsSimulator simulator) throws Exception {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);");
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator);
                PasswordRelay relay = PasswordRelay.to(port(database))) {
            relay.acceptAll();
            migrate(Map.of(
                    "url", "jdbc:postgresql://127.0.0.1:" + relay.port() + "/" + database.name(),
                    "user", "postgres",
                    "iamAuth", "true"));

            List<String> tokens = relay.passwords();
            assertThat(tokens)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(token -> assertThat(token)
                            .startsWith("127.0.0.1:" + relay.port() + "/?")
                            .contains("Action=connect")
                            .contains("DBUser=postgres")
                            .contains("X-Amz-Expires=900")
                            .contains("%2Feu-central-1%2Frds-db%2F"));
            assertThat(simulator.calls()).as("a token is signed here").isEmpty();
        }
    }

    @Test
    void refusesAPasswordBesideTokens(AwsSimulator simulator) {
        try (SimulatedEnvironment unused = SimulatedEnvironment.of(simulator)) {
            OrdermigException failure = Runs.failureOf(() -> migrate(
                    Map.of("url", "jdbc:postgresql://localhost/orders", "password", "given-word", "iamAuth", "true")));

            assertThat(failure.problems()).hasSize(2);
            assertThat(failure).message().doesNotContain("given-word");
        }
    }
}
