package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementClockTest {

    private final RecordedLog log = new RecordedLog();
    private final AtomicLong now = new AtomicLong();
    private final StatementClock clock = new StatementClock(log, false, now::get);

    @AfterEach
    void end() {
        clock.end();
    }

    @Test
    void saysNothingOfAShortStatement() {
        clock.start(1, "SELECT 1");
        pass(clock, 9);
        clock.stop();
        pass(clock, 60);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void writesALineNowAndThenWhereNobodyWatches() {
        clock.migration("2/3  2 fill note");
        clock.start(4, "UPDATE orders SET note = ''");
        pass(clock, 150);

        assertThat(log.lines())
                .containsExactly(
                        "I   … running for 10.0 s  2/3  2 fill note, statement 4: UPDATE orders SET note = ''",
                        "I   … running for 30.0 s  2/3  2 fill note, statement 4: UPDATE orders SET note = ''",
                        "I   … running for 1 m 00 s  2/3  2 fill note, statement 4: UPDATE orders SET note = ''",
                        "I   … running for 2 m 00 s  2/3  2 fill note, statement 4: UPDATE orders SET note = ''");
    }

    /** Regression: a second that the timer missed took its line with it. */
    @Test
    void writesTheLineLateWhenTheMachineWasBusy() {
        clock.start(1, "VACUUM");
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        clock.tick();
        clock.tick();
        now.addAndGet(Duration.ofSeconds(70).toNanos());
        clock.tick();

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1)).contains("1 m 21 s");
    }

    @Test
    void startsAnewWithEachStatement() {
        clock.start(1, "SELECT 1");
        pass(clock, 9);
        clock.start(2, "SELECT 2");
        pass(clock, 9);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void rewritesOneLineOnATerminal() {
        StatementClock live = new StatementClock(log, true, now::get);
        live.migration("1/1  1 long");
        String shown = printedBy(() -> {
            live.start(1, "SELECT '" + "x".repeat(200) + "'");
            pass(live, 3);
            live.end();
        });

        assertThat(shown)
                .startsWith("\r\033[K2.0 s  1/1  1 long, statement 1: SELECT")
                .endsWith("\r\033[K");
        assertThat(shown.split("\r\033\\[K")).allMatch(line -> line.length() <= 110);
        assertThat(shown).contains("3.0 s").doesNotContain("\n");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void leavesATerminalAloneWhenNothingWasDrawn() {
        StatementClock live = new StatementClock(log, true, now::get);

        assertThat(printedBy(() -> {
                    live.start(1, "SELECT 1");
                    pass(live, 1);
                    live.end();
                }))
                .isEmpty();
    }

    /** A thread that lives on would keep the plugin in the memory of a Maven that stays. */
    @Test
    void endsItsThread() throws InterruptedException {
        clock.start(1, "SELECT 1");
        assertThat(threads()).isPositive();

        clock.end();
        awaitNoThread();
    }

    static void awaitNoThread() throws InterruptedException {
        for (int i = 0; i < 200 && threads() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(threads()).isZero();
    }

    /** How many clocks there are. */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ordermig-clock"))
                .count();
    }

    private void pass(StatementClock ticking, int seconds) {
        IntStream.range(0, seconds).forEach(second -> {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            ticking.tick();
        });
    }

    private static String printedBy(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
