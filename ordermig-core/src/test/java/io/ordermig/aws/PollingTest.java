package io.ordermig.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.testing.aws.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class PollingTest {

    private static final Instant START = Instant.parse("2040-03-01T02:00:00Z");

    private final SimulatedClock clock = SimulatedClock.standing(START);
    private final List<Duration> pauses = new ArrayList<>();
    private int looks;

    private Polling polling(Duration interval, Duration budget, double random) {
        return new Polling(clock, this::pause, interval, budget, () -> random);
    }

    private Polling polling(Duration budget) {
        return polling(Duration.ofSeconds(10), budget, 0.5);
    }

    private void pause(Duration duration) throws InterruptedException {
        pauses.add(duration);
        clock.sleep(duration);
    }

    private <T> Supplier<Optional<T>> never() {
        return () -> {
            looks++;
            return Optional.empty();
        };
    }

    private static OrdermigException failure(AwsProblem code) {
        return new OrdermigException(
                Problem.of(code, "AWS is away.").fix("Wait.").build());
    }

    private <T> Supplier<Optional<T>> failing(int times, T result) {
        return () -> {
            looks++;
            if (looks <= times) {
                throw failure(AwsProblem.THROTTLED);
            }
            return Optional.of(result);
        };
    }

    @Test
    void aResultOfTheFirstLookIsNotWaitedFor() throws InterruptedException {
        assertThat(polling(Duration.ofMinutes(1)).until(() -> Optional.of("ready")))
                .contains("ready");
        assertThat(pauses).isEmpty();
    }

    @Test
    void looksOnceMoreWhenTheBudgetEnds() throws InterruptedException {
        assertThat(polling(Duration.ofSeconds(25)).until(never())).isEmpty();

        assertThat(pauses).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));
        assertThat(looks).isEqualTo(4);
    }

    @Test
    void allWaitingSharesTheBudget() throws InterruptedException {
        Polling polling = polling(Duration.ofSeconds(25));
        polling.until(never());
        looks = 0;

        assertThat(polling.until(never())).isEmpty();
        assertThat(looks).isEqualTo(1);
        assertThat(polling.elapsed()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void pausesVaryByAFifth() throws InterruptedException {
        polling(Duration.ofSeconds(10), Duration.ofSeconds(20), 0).until(never());
        polling(Duration.ofSeconds(10), Duration.ofSeconds(20), 1).until(never());

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(8));
    }

    @Test
    void anIntervalOfNothingIsNoBusyLoop() throws InterruptedException {
        polling(Duration.ZERO, Duration.ofSeconds(3), 0.5).until(never());

        assertThat(looks).isEqualTo(4);
    }

    @Test
    void pausesDoubleAfterPassingFailuresUpToAMinute() throws InterruptedException {
        assertThat(polling(Duration.ofHours(1)).until(failing(5, "ready"))).contains("ready");

        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(20L, 40L, 60L, 60L, 60L);
    }

    @Test
    void aLongIntervalIsNotShortenedByFailures() throws InterruptedException {
        polling(Duration.ofMinutes(5), Duration.ofHours(1), 0.5).until(failing(2, "ready"));

        assertThat(pauses).extracting(Duration::toMinutes).containsExactly(5L, 5L);
    }

    @Test
    void anAnswerEndsTheLongerPauses() throws InterruptedException {
        Polling polling = polling(Duration.ofMinutes(1));
        polling.until(failing(1, "ready"));
        assertThat(polling.lastFailure()).isEmpty();
        pauses.clear();

        polling.until(never());

        assertThat(pauses.get(0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theLastFailureIsKeptWhenTheBudgetIsSpent() throws InterruptedException {
        Polling polling = polling(Duration.ofMinutes(1));

        assertThat(polling.until(failing(100, "ready"))).isEmpty();
        assertThat(polling.lastFailure().orElseThrow().problem().code()).isEqualTo(AwsProblem.THROTTLED);
    }

    @Test
    void persistingThrowsTheLastFailure() {
        assertThatThrownBy(() -> polling(Duration.ofMinutes(1)).persist(() -> {
                    throw failure(AwsProblem.UNREACHABLE);
                }))
                .isInstanceOfSatisfying(
                        OrdermigException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(AwsProblem.UNREACHABLE));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aFailureThatDoesNotPassEndsTheWaiting() {
        assertThatThrownBy(() -> polling(Duration.ofMinutes(1)).until(() -> {
                    throw failure(AwsProblem.ACCESS_DENIED);
                }))
                .isInstanceOf(OrdermigException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptionWhileCallingIsAnInterruption() {
        assertThatThrownBy(() -> polling(Duration.ofMinutes(1))
                        .until(() -> Aws.call("rds:DescribeDBSnapshots", () -> {
                            throw AbortedException.create("Thread was interrupted");
                        })))
                .isInstanceOf(InterruptedException.class)
                .hasRootCauseInstanceOf(AbortedException.class);
        assertThat(pauses).isEmpty();
    }
}
