package io.ordermig.maven;

import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Says how long a statement, or whatever else takes long, has been running: on a terminal in one line that is rewritten each second, elsewhere in a
 * line after 10 seconds, 30 seconds, and each minute. Short statements cost nothing but a field.
 */
final class StatementClock {

    private static final int WIDTH = 110;
    private static final long SECOND = 1000;
    private static final long FIRST_LINE = 10;
    private static final long SECOND_LINE = 30;

    private final Log log;
    private final boolean live;
    private final LongSupplier nanoTime;
    private String migration = "";
    private @Nullable Running running;
    private @Nullable Timer timer;
    private long nextLine;
    private boolean drawn;

    private record Running(String text, long start) {}

    StatementClock(Log log, boolean live) {
        this(log, live, System::nanoTime);
    }

    StatementClock(Log log, boolean live, LongSupplier nanoTime) {
        this.log = log;
        this.live = live;
        this.nanoTime = nanoTime;
    }

    synchronized void migration(String title) {
        migration = title;
    }

    synchronized void start(int number, String sql) {
        begin(migration + ", statement " + number + ": " + sql);
    }

    /** What takes long is told by another text from now on. */
    synchronized void say(String text) {
        Running now = running;
        if (now != null) {
            running = new Running(text, now.start());
        }
    }

    /** What takes long is told by another text, or begins to be told. */
    synchronized void beginOrSay(String text) {
        if (running == null) {
            begin(text);
        } else {
            say(text);
        }
    }

    /** Something begins that may take long. */
    synchronized void begin(String text) {
        running = new Running(text, nanoTime.getAsLong());
        nextLine = FIRST_LINE;
        if (timer == null) {
            timer = new Timer("ordermig-clock", true);
            timer.scheduleAtFixedRate(
                    new TimerTask() {
                        @Override
                        public void run() {
                            tick();
                        }
                    },
                    SECOND,
                    SECOND);
        }
    }

    /** The statement is done. */
    synchronized void stop() {
        running = null;
        erase();
    }

    /** No more statements come for now; one that does starts the clock again. */
    synchronized void end() {
        stop();
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Shows the time; called each second, more or less. */
    synchronized void tick() {
        Running now = running;
        if (now == null) {
            return;
        }
        long seconds = Duration.ofNanos(nanoTime.getAsLong() - now.start()).toSeconds();
        String text =
                Durations.text(Duration.ofSeconds(seconds)) + "  " + now.text().strip();
        if (live && seconds >= 2) {
            String line = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
            System.out.print("\r\033[K" + line);
            System.out.flush();
            drawn = true;
        } else if (!live && seconds >= nextLine) {
            log.info("  … running for " + text);
            nextLine = seconds < SECOND_LINE ? SECOND_LINE : (seconds / 60 + 1) * 60;
        }
    }

    private void erase() {
        if (drawn) {
            System.out.print("\r\033[K");
            System.out.flush();
            drawn = false;
        }
    }
}
