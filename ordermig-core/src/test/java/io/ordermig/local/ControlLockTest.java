package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlLockTest {

    @TempDir
    Path folder;

    ControlLock lock;

    @BeforeEach
    void name() throws Exception {
        lock = new ControlLock(folder.toRealPath().resolve("control.lock"));
    }

    @Test
    void namesWhoHoldsItWhenTheTimeIsUp() throws Exception {
        Problem problem =
                lock.hold(later(), () -> LocalFixture.problemOf(() -> lock.hold(soon(Sleeper.SYSTEM), () -> "never")));
        assertThat(problem.code()).isEqualTo(LocalProblem.BUSY);
        assertThat(problem.details().get(0))
                .contains("pid " + ProcessHandle.current().pid());
    }

    @Test
    void waitsThroughTheSleeper() throws Exception {
        LockFile held = LockFile.tryTake(lock.file()).orElseThrow();
        List<Duration> waits = new ArrayList<>();
        Deadline deadline = Deadline.in(LocalFixture.PATIENCE, duration -> {
            waits.add(duration);
            closed(held);
        });
        assertThat(lock.<String>hold(deadline, () -> "done")).isEqualTo("done");
        assertThat(waits).hasSize(1);
    }

    @Test
    void isFreeAgainAfterAFailure() throws Exception {
        LocalFixture.problemOf(() -> lock.hold(later(), () -> {
            throw Deadline.interrupted(null);
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lock.<String>hold(soon(Sleeper.SYSTEM), () -> "done")).isEqualTo("done");
    }

    @Test
    void doesNothingForAThreadThatWasToldToStop() throws Exception {
        Thread.currentThread().interrupt();
        try {
            Problem problem = LocalFixture.problemOf(() -> lock.hold(later(), () -> {
                throw new AssertionError("was run");
            }));
            assertThat(problem.code()).isEqualTo(LocalProblem.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(lock.<String>hold(soon(Sleeper.SYSTEM), () -> "done")).isEqualTo("done");
    }

    @Test
    void aFileCanBeTakenOnceAndAgainWhenItIsFree() throws Exception {
        try (LockFile first = LockFile.tryTake(lock.file()).orElseThrow()) {
            assertThat(LockFile.tryTake(first.file())).isEmpty();
        }
        try (LockFile second = LockFile.tryTake(lock.file()).orElseThrow()) {
            assertThat(second.file()).exists();
        }
    }

    private static void closed(LockFile held) {
        try {
            held.close();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Deadline soon(Sleeper sleeper) {
        return Deadline.in(Duration.ofMillis(50), sleeper);
    }

    private static Deadline later() {
        return Deadline.in(LocalFixture.PATIENCE, Sleeper.SYSTEM);
    }
}
