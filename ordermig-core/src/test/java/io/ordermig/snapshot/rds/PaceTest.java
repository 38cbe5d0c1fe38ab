package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant START = Instant.parse("2040-03-01T02:00:00Z");

    private final Pace pace = new Pace();

    private Duration after(int seconds, int percent) {
        return pace.remaining(START.plusSeconds(seconds), percent);
    }

    @Test
    void saysNothingWhileItRestsAtNothing() {
        assertThat(after(0, 0)).isZero();
        assertThat(after(600, 0)).isZero();
    }

    @Test
    void saysNothingByASingleLook() {
        assertThat(after(600, 40)).isZero();
    }

    @Test
    void isCarriedOnFromWhatWasSeen() {
        after(0, 0);
        after(300, 10);

        assertThat(after(360, 30)).isEqualTo(Duration.ofSeconds(210));
        assertThat(after(420, 50)).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void saysNothingByTooLittle() {
        after(0, 10);

        assertThat(after(10, 30)).isZero();
        assertThat(after(300, 13)).isZero();
    }

    @Test
    void saysNothingAtTheEnd() {
        after(0, 10);
        after(60, 50);

        assertThat(after(120, 100)).isZero();
        assertThat(after(240, -1)).isZero();
    }

    @Test
    void beginsAnewWhenItFallsBack() {
        after(0, 50);

        assertThat(after(60, 10)).isZero();
        assertThat(after(120, 20)).isEqualTo(Duration.ofSeconds(480));
    }
}
