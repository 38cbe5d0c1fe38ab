package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.Settings;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path folder;

    private final Settings settings = new Settings();
    private TestBuild build;

    @BeforeEach
    void twoServersInTheSettings() {
        build = TestBuild.in(folder)
                .server("orders-db-staging", "it_staging", "{clear}staging-secret")
                .server("orders-db-production", "it_production", "{broken}production-secret");
    }

    @Test
    void takesUserAndPasswordFromTheServerEntry() {
        settings.put("serverId", "orders-db-staging");

        complete();

        assertThat(settings.text("user", "")).isEqualTo("it_staging");
        assertThat(settings.secret("password").reveal()).isEqualTo("staging-secret");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void prefersWhatTheParametersSay() {
        settings.put("serverId", "orders-db-staging").put("user", "alice").put("password", "given");

        complete();

        assertThat(settings.text("user", "")).isEqualTo("alice");
        assertThat(settings.secret("password").reveal()).isEqualTo("given");
    }

    @Test
    void leavesTheServersAloneWhenNoneIsAskedFor() {
        complete();

        assertThat(settings.text("user", "")).isNotIn("it_staging", "it_production");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void namesTheNearestIdWhenTheEntryIsMissing() {
        settings.put("serverId", "orders-db-stagin");

        complete();

        assertThat(text())
                .contains("settings.xml has no server entry orders-db-stagin. [config/invalid-value]")
                .contains("parameter serverId")
                .contains("Did you mean orders-db-staging?");
    }

    @Test
    void saysThatThereAreNoEntriesAtAll() {
        build = TestBuild.in(folder);
        settings.put("serverId", "orders-db-staging");

        complete();

        assertThat(text()).contains("It has none at all.");
    }

    @Test
    void saysWhyAPasswordCannotBeDecryptedWithoutShowingIt() {
        settings.put("serverId", "orders-db-production");

        complete();

        assertThat(text())
                .contains("The password of the server entry orders-db-production cannot be decrypted.")
                .contains("the master password is another one")
                .doesNotContain("production-secret");
        assertThat(settings.names()).doesNotContain("password");
    }

    @Test
    void collectsPlaceholdersOfTheProjectAndOfTheCommandLineOverThoseOfThePom() {
        settings.putAll("placeholders", Map.of("one", "pom", "two", "pom", "three", "pom"));
        build.project().getProperties().setProperty("ordermig.placeholders.two", "property");
        build.project().getProperties().setProperty("ordermig.placeholders.three", "property");
        build.with("ordermig.placeholders.three", "command line");

        complete();

        assertThat(settings.map("placeholders"))
                .containsOnly(
                        Map.entry("one", "pom"), Map.entry("two", "property"), Map.entry("three", "command line"));
    }

    @Test
    void collectsDriverProperties() {
        build.with("ordermig.jdbcProperties.prepareThreshold", "0");

        complete();

        assertThat(settings.map("jdbcProperties")).containsOnly(Map.entry("prepareThreshold", "0"));
        assertThat(settings.map("placeholders")).isEmpty();
    }

    private void complete() {
        new Credentials(build.session(), build.project(), new FakeDecrypter()).complete(settings);
    }

    private String text() {
        assertThat(settings.problems()).hasSize(1);
        Problem problem = settings.problems().get(0);
        return problem.text(Vocabulary.NEUTRAL);
    }

    /** Takes {@code {clear}} away, and fails at {@code {broken}}. */
    private static final class FakeDecrypter implements SettingsDecrypter {

        @Override
        public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
            Server server = request.getServers().get(0);
            if (server.getPassword().startsWith("{broken}")) {
                return result(
                        server,
                        List.of(new DefaultSettingsProblem(
                                "the master password is another one",
                                SettingsProblem.Severity.ERROR,
                                "settings.xml",
                                1,
                                1,
                                null)));
            }
            Server decrypted = server.clone();
            decrypted.setPassword(server.getPassword().replace("{clear}", ""));
            return result(decrypted, List.of());
        }

        private static SettingsDecryptionResult result(Server server, List<SettingsProblem> problems) {
            return new SettingsDecryptionResult() {
                @Override
                public Server getServer() {
                    return server;
                }

                @Override
                public List<Server> getServers() {
                    return List.of(server);
                }

                @Override
                public Proxy getProxy() {
                    return null;
                }

                @Override
                public List<Proxy> getProxies() {
                    return List.of();
                }

                @Override
                public List<SettingsProblem> getProblems() {
                    return problems;
                }
            };
        }
    }
}
