package io.ordermig.maven;

import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Says how long a statement has been running: on a terminal in one line that is rewritten each second, elsewhere in a
 * line after 10 seconds, 30 seconds, and each minute. Short statements cost nothing but a field.
 */
final class StatementClock {

    private static final int WIDTH = 110;
    private static final long SECOND = 1000;

    private final Log log;
    private final boolean live;
    private String migration = "";
    private @Nullable Running running;
    private @Nullable Timer timer;
    private boolean drawn;

    private record Running(String text, long start) {}

    StatementClock(Log log, boolean live) {
        this.log = log;
        this.live = live;
    }

    synchronized void migration(String title) {
        migration = title;
    }

    synchronized void start(int number, String sql) {
        running = new Running(migration + ", statement " + number + ": " + sql, System.nanoTime());
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

    private synchronized void tick() {
        Running now = running;
        if (now == null) {
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - now.start());
        long seconds = took.toSeconds();
        String text = Durations.text(Duration.ofSeconds(seconds)) + "  " + now.text().strip();
        if (live && seconds >= 2) {
            String line = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
            System.out.print("\r\033[K" + line);
            System.out.flush();
            drawn = true;
        } else if (!live && (seconds == 10 || seconds == 30 || (seconds > 0 && seconds % 60 == 0))) {
            log.info("  … running for " + text);
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
