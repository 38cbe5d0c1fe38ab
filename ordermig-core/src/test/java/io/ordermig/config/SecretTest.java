package io.ordermig.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void printsAsStars() {
        ConnectionConfig config = ConnectionConfig.from(
                Settings.of(Map.of("url", "jdbc:postgresql://h/d", "user", "app", "password", "s3cret!")));

        assertThat(Secret.of("s3cret!")).hasToString("****");
        assertThat(config.toString()).doesNotContain("s3cret!").contains("password=****");
        assertThat(config.logins().current().password().reveal()).isEqualTo("s3cret!");
    }

    @Test
    void isMaskedWhereverItOccurs() {
        Secret secret = Secret.of("s3cret!");

        assertThat(secret.maskIn("a s3cret! and s3cret!")).isEqualTo("a **** and ****");
        // Three letters would match within ordinary words.
        assertThat(Secret.of("and").maskIn("this and that")).isEqualTo("this and that");
        assertThat(Secret.of("").maskIn("text")).isEqualTo("text");
    }

    @Test
    void isEqualToTheSameSecret() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://h:5432/d jdbc:postgresql://h:5432/d",
                "jdbc:postgresql://h/d?user=a&password=s3cret!&ssl=true jdbc:postgresql://h/d?user=a&password=****&ssl=true",
                "jdbc:postgresql://h/d?PASSWORD=s3cret! jdbc:postgresql://h/d?PASSWORD=****",
                "jdbc:postgresql://h/d?sslpassword=s3cret!&user=a jdbc:postgresql://h/d?sslpassword=****&user=a",
                "jdbc:postgresql://app:s3cret!@h/d jdbc:postgresql://****@h/d",
                "postgres://app:s3@cret/!@h/d postgres://****@h/d",
            })
    void staysOutOfAddresses(String url, String masked) {
        assertThat(ConnectionConfig.masked(url)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://app:s3cret!@h/d", "jdbc:mysql://h/d?password=s3cret!", "s3://app:s3cret!@h"})
    void staysOutOfProblemsAboutTheUrl(String url) {
        Settings settings = Settings.of(Map.of("url", url));
        ConnectionConfig.from(settings);

        assertThat(settings.problems()).hasSize(1);
        assertThat(settings.problems().toString()).doesNotContain("s3cret!");
    }
}
