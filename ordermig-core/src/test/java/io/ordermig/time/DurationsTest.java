package io.ordermig.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "500ms, PT0.5S",
        "10s, PT10S",
        "2m, PT2M",
        "2M, PT2M",
        "1h30m, PT1H30M",
        "7d, PT168H",
        "1d12h, PT36H",
        "90m, PT1H30M",
        "' 5s ', PT5S",
        "PT1.5S, PT1.5S",
        "pt5m, PT5M",
        "P1D, PT24H",
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "5 s",
                "1.5s",
                "-5s",
                "PT-5S",
                "5sec",
                "5s later",
                "P",
                "99999999999999999999s",
                "99999999999999d",
                "PT0.0005S",
                "1h,30m"
            })
    void readsNothingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0009S, 0 ms",
        "PT0.012S, 12 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1.0 s",
        "PT1.49S, 1.4 s",
        "PT59.999S, 59.9 s",
        "PT1M, 1 m 00 s",
        "PT3M5S, 3 m 05 s",
        "PT59M59.9S, 59 m 59 s",
        "PT1H, 1 h 00 m",
        "PT26H10M, 26 h 10 m",
    })
    void writesThemForPeople(Duration duration, String expected) {
        assertThat(Durations.text(duration)).isEqualTo(expected);
    }
}
