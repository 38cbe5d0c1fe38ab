package io.ordermig.dynamo.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ordermig.config.CapacityTarget;
import io.ordermig.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CapacityLimitTest {

    private final VirtualTime time = new VirtualTime();
    private final Instant begun = time.instant();

    @Test
    void givesTheUnitsOfOneSecondAtOnceAndThenTheRate() throws Exception {
        CapacityLimit limit = new CapacityLimit(time, time, 10);

        for (int i = 0; i < 110; i++) {
            limit.reserve(1);
            limit.settle(1, 1);
        }

        assertThat(elapsed()).isCloseTo(10.0, within(0.01));
        assertThat(limit.total()).isEqualTo(110);
    }

    @Test
    void waitsAfterACallThatCostMoreThanItsEstimate() throws Exception {
        CapacityLimit limit = new CapacityLimit(time, time, 10);

        limit.reserve(1);
        limit.settle(1, 128);
        limit.reserve(1);

        assertThat(elapsed()).isCloseTo((128 - 10 + 1) / 10.0, within(0.01));
    }

    @Test
    void givesBackWhatARefusedCallHadReserved() throws Exception {
        CapacityLimit limit = new CapacityLimit(time, time, 10);

        for (int i = 0; i < 1000; i++) {
            limit.reserve(10);
            limit.settle(10, 0);
        }

        assertThat(elapsed()).isZero();
    }

    @Test
    void savesNoMoreThanOneSecond() throws Exception {
        CapacityLimit limit = new CapacityLimit(time, time, 10);
        time.sleep(Duration.ofHours(1));
        Instant after = time.instant();

        limit.reserve(10);
        limit.reserve(10);

        assertThat(Duration.between(after, time.instant())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void halvesWhenThrottledAndOnlyOnceASecond() {
        CapacityLimit limit = new CapacityLimit(time, time, 100);

        limit.throttled();
        limit.throttled();
        limit.throttled();

        assertThat(limit.rate()).isEqualTo(50);
    }

    @Test
    void halvesWhatIsConsumedInFactWhenThatIsLess() throws Exception {
        CapacityLimit limit = new CapacityLimit(time, time, 1000);
        for (int i = 0; i < 11; i++) {
            time.sleep(Duration.ofMillis(100));
            limit.reserve(2);
            limit.settle(2, 2);
        }

        limit.throttled();

        assertThat(limit.rate()).isCloseTo(10, within(2.0));
    }

    @Test
    void growsBackSlowlyAndNoFurther() {
        CapacityLimit limit = new CapacityLimit(time, time, 100);
        limit.throttled();
        time.sleep(Duration.ofSeconds(1));
        limit.throttled();
        double halved = limit.rate();

        time.sleep(Duration.ofSeconds(2));
        double later = limit.rate();
        time.sleep(Duration.ofMinutes(5));

        assertThat(halved).isLessThan(30);
        assertThat(later).isCloseTo(halved + 10, within(0.1));
        assertThat(limit.rate()).isEqualTo(100);
    }

    @Test
    void neverStops() {
        CapacityLimit limit = new CapacityLimit(time, time, 100);
        for (int i = 0; i < 10; i++) {
            limit.throttled();
            time.sleep(Duration.ofMillis(999));
            time.sleep(Duration.ofMillis(1));
            limit.throttled();
        }

        assertThat(limit.rate()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void refusesARateOfNothing() {
        assertThatThrownBy(() -> new CapacityLimit(time, time, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapacityLimit(time, time, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTargetsAsPeopleWriteThem() {
        assertThat(CapacityTarget.parse("200")).contains(CapacityTarget.perSecond(200));
        assertThat(CapacityTarget.parse(" 50 % ")).contains(CapacityTarget.HALF);
        assertThat(CapacityTarget.parse("0")).isEmpty();
        assertThat(CapacityTarget.parse("120%")).isEmpty();
        assertThat(CapacityTarget.parse("half")).isEmpty();
        assertThat(CapacityTarget.share(0.25).of(40)).isEqualTo(10);
        assertThat(CapacityTarget.perSecond(7).of(40)).isEqualTo(7);
    }

    private double elapsed() {
        return Duration.between(begun, time.instant()).toMillis() / 1e3;
    }
}
