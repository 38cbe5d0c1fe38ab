package io.ordermig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private enum Choice {
        FAIL_FAST,
        WARN
    }

    private static PostgresConfig config(Map<String, String> values) {
        Settings settings = Settings.of(values);
        PostgresConfig config = PostgresConfig.from(settings);
        settings.check();
        return config;
    }

    @Test
    void findsAllProblemsAtOnce() {
        OrdermigException failure = catchThrowableOfType(
                OrdermigException.class,
                () -> config(Map.of(
                        "lockTimeout", "soon",
                        "outOfOrder", "yes",
                        "lockRetryCount", "-2",
                        "connectRetries", "ten",
                        "encoding", "UFT-8",
                        "sslMode", "verify-ful",
                        "target", "newest",
                        "baselineVersion", "one",
                        "undoRequiredAbove", "v3")));

        assertThat(failure.problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(
                        "parameter url",
                        "parameter lockTimeout",
                        "parameter outOfOrder",
                        "parameter lockRetryCount",
                        "parameter connectRetries",
                        "parameter encoding",
                        "parameter sslMode",
                        "parameter target",
                        "parameter baselineVersion",
                        "parameter undoRequiredAbove");
        assertThat(failure.problems())
                .filteredOn(p -> p.where().equals("parameter url"))
                .extracting(Problem::code)
                .containsExactly(ConfigProblem.MISSING_VALUE);
        assertThat(failure.problems())
                .filteredOn(p -> !p.where().equals("parameter url"))
                .extracting(Problem::code)
                .containsOnly(ConfigProblem.INVALID_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lockTimeout | soon | Expected a duration such as 500ms, 10s, 2m, 1h30m or 7d, of at most 24 days.",
                "lockTimeout | 25d | Expected a duration such as 500ms, 10s, 2m, 1h30m or 7d, of at most 24 days.",
                "outOfOrder | yes | Expected true or false.",
                "connectRetries | 10001 | Expected a whole number from 0 to 10000.",
                "encoding | no-such | Expected the name of a character set, such as UTF-8.",
                "encoding | %% | Expected the name of a character set, such as UTF-8.",
                "sslMode | verify-ful | Did you mean verify-full?",
                "target | newest | Expected a version such as 20240301100000, or latest, next or current.",
                "url | postgres://host/db | Put jdbc: before it and user and password into their own parameters.",
            })
    void saysWhatItExpected(String name, String value, String expected) {
        Settings settings = Settings.of(Map.of("url", "jdbc:postgresql://h/d")).put(name, value);
        PostgresConfig.from(settings);

        assertThat(settings.problems()).hasSize(1);
        assertThat(settings.problems().get(0).what()).isEqualTo("The value of " + name + " cannot be used: " + value);
        assertThat(settings.problems().get(0).details()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"latest", "NEXT", "current", "3", "3?", "1.2", "1_2", "20240301100000?"})
    void acceptsEveryFormOfATarget(String target) {
        assertThat(config(Map.of("url", "jdbc:postgresql://h/d", "target", target))
                        .migrate()
                        .target())
                .isEqualTo(target);
    }

    @Test
    void hasDefaultsThatAreSafe() {
        PostgresConfig config = config(Map.of("url", "jdbc:postgresql://h/d"));

        assertThat(config.limits().lockTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.limits().statementTimeout()).isZero();
        assertThat(config.migrate().validateOnMigrate()).isTrue();
        assertThat(config.migrate().outOfOrder()).isFalse();
        assertThat(config.migrate().execution().outputQueryResults()).isFalse();
        assertThat(config.migrate().baseline().onMigrate()).isFalse();
        assertThat(config.migrate().ignoreMigrationPatterns()).containsExactly("*:future");
        assertThat(config.history().table()).isEqualTo("flyway_schema_history");
        assertThat(config.history().schemas()).isEmpty();
        assertThat(config.scripts().locations()).containsExactly("classpath:db/migration");
        assertThat(config.scripts().encoding()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(config.scripts().baseFolder()).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(config.connection().retry().retries()).isZero();
    }

    @Test
    void readsListsAtCommasAndLineEnds() {
        Settings settings = Settings.of(Map.of("schemas", " app, audit ,\n  log\n,", "names", ","));

        assertThat(settings.list("schemas", List.of())).containsExactly("app", "audit", "log");
        assertThat(settings.list("names", List.of("x"))).isEmpty();
        assertThat(settings.list("other", List.of("x"))).containsExactly("x");
    }

    @Test
    void readsMapsAndTakesAnEmptyEntryForEmptyText() {
        Map<String, String> placeholders = new HashMap<>();
        placeholders.put("owner", "app");
        placeholders.put("suffix", null);
        Settings settings = new Settings().putAll("placeholders", placeholders).putAll("nothing", null);

        assertThat(settings.map("placeholders")).containsEntry("owner", "app").containsEntry("suffix", "");
        assertThat(ScriptsConfig.from(settings).placeholders().values()).containsEntry("suffix", "");
        assertThat(settings.map("nothing")).isEmpty();
        assertThat(settings.names()).containsExactly("placeholders");
    }

    @Test
    void takesBlankForUnset() {
        Settings settings = new Settings().put("a", null).put("b", " ").put("c", " x ");

        assertThat(settings.names()).containsExactly("c");
        assertThat(settings.text("a", "none")).isEqualTo("none");
        assertThat(settings.text("b", "none")).isEqualTo("none");
        assertThat(settings.text("c", "none")).isEqualTo("x");
    }

    @Test
    void readsAChoiceInLowerCaseWithHyphensAndNamesTheNearestOne() {
        Settings settings = Settings.of(Map.of("good", "Fail-Fast", "bad", "fail-fats"));

        assertThat(settings.choice("good", Choice.WARN)).isEqualTo(Choice.FAIL_FAST);
        assertThat(settings.choice("unset", Choice.WARN)).isEqualTo(Choice.WARN);
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.choice("bad", Choice.WARN)).isEqualTo(Choice.WARN);
        assertThat(settings.problems().get(0).details())
                .containsExactly("Expected one of fail-fast, warn.", "Did you mean fail-fast?");
    }

    @Test
    void keepsThePasswordAsItWasGiven() {
        Settings settings = Settings.of(Map.of("password", " with blanks "));

        assertThat(settings.secret("password").reveal()).isEqualTo(" with blanks ");
        assertThat(settings.secret("other").isEmpty()).isTrue();
    }

    @Test
    void passesWhenNothingIsWrong() {
        assertThatCode(() -> config(Map.of("url", "jdbc:postgresql://h/d"))).doesNotThrowAnyException();
    }
}
