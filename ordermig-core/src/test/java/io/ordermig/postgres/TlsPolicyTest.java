package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.config.ConnectionConfig.TlsConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.Jars;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class TlsPolicyTest {

    private static final String HOST = "orders.cluster-1.eu-central-1.rds.amazonaws.com";

    @TempDir
    Path temp;

    private static Properties apply(String url, String mode, String rootCertificates, Map<String, String> others) {
        Properties target = new Properties();
        target.putAll(others);
        new TlsPolicy(new TlsConfig(mode, rootCertificates), TlsPolicyTest.class.getClassLoader())
                .apply(Driver.parseURL(url, null), target);
        return target;
    }

    private static String modeFor(String url, String mode) {
        return apply(url, mode, "", Map.of()).getProperty("sslmode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://" + HOST + "/orders",
                "jdbc:postgresql://10.1.2.3:5432/orders",
                "jdbc:postgresql://localhost,db.example.org/orders",
                "jdbc:postgresql://localhost.example.org/orders",
                "jdbc:postgresql://[2001:db8::1]/orders",
            })
    void asksAServerElsewhereWhoItIs(String url) {
        assertThat(modeFor(url, "")).isEqualTo("verify-full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:orders",
                "jdbc:postgresql:///orders",
                "jdbc:postgresql://localhost/orders",
                "jdbc:postgresql://LOCALHOST:5433/orders",
                "jdbc:postgresql://127.0.0.1/orders",
                "jdbc:postgresql://127.1.2.3/orders",
                "jdbc:postgresql://[::1]/orders",
                "jdbc:postgresql://localhost:1,127.0.0.1:2/orders",
            })
    void leavesThisMachineToTheDriver(String url) {
        assertThat(modeFor(url, "")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "?sslmode=require, '',",
        "?ssl=true, '',",
        "?sslmode=require, verify-ca, verify-ca",
        "?sslmode=verify-full, disable, disable",
        "'', require, require",
        "'', disable, disable",
    })
    void givesWayToTheUrlAndMoreSoToTheParameter(String query, String mode, String expected) {
        assertThat(modeFor("jdbc:postgresql://" + HOST + "/orders" + query, mode))
                .isEqualTo(expected);
    }

    @Test
    void givesWayToThePropertiesOfTheDriver() {
        Properties properties = apply("jdbc:postgresql://" + HOST + "/orders", "", "", Map.of("sslmode", "require"));

        assertThat(properties.getProperty("sslmode")).isEqualTo("require");
        assertThat(properties.getProperty("sslfactory")).isNull();
    }

    @Test
    void trustsTheAuthoritiesOfTheJavaRuntimeUnlessOthersAreGiven() throws IOException {
        String url = "jdbc:postgresql://" + HOST + "/orders";
        Path bundle = Files.createFile(temp.resolve("bundle.pem"));

        assertThat(apply(url, "", "", Map.of()).getProperty("sslfactory"))
                .isEqualTo("org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(apply(url, "", bundle.toString(), Map.of()))
                .containsEntry("sslrootcert", bundle.toString())
                .doesNotContainKey("sslfactory");
        assertThat(apply(url + "?sslrootcert=other.pem", "", "", Map.of())).doesNotContainKey("sslfactory");
        assertThat(apply(url + "?sslfactory=com.example.Own", "", "", Map.of())).doesNotContainKey("sslfactory");
        assertThat(apply(url, "require", "", Map.of())).doesNotContainKey("sslfactory");
    }

    @Test
    void readsTheAuthoritiesFromTheClassPath() throws IOException {
        Path jar = Jars.write(temp.resolve("rds.jar"), true, Map.of("rds/bundle.pem", "the authorities"));
        try (URLClassLoader classes = Jars.loader(jar)) {
            Properties target = new Properties();
            new TlsPolicy(new TlsConfig("", "classpath:rds/bundle.pem"), classes)
                    .apply(Driver.parseURL("jdbc:postgresql://" + HOST + "/orders", null), target);

            assertThat(Path.of(target.getProperty("sslrootcert"))).hasContent("the authorities");
            Files.delete(Path.of(target.getProperty("sslrootcert")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/file.pem", "classpath:no/such/resource.pem"})
    void refusesAuthoritiesThatCannotBeRead(String place) {
        OrdermigException failure = catchThrowableOfType(
                OrdermigException.class, () -> apply("jdbc:postgresql://" + HOST + "/orders", "", place, Map.of()));

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.TLS);
        assertThat(failure.problem().where()).isEqualTo("parameter sslRootCert: " + place);
    }
}
