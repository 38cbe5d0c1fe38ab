package io.ordermig.testing;

import io.ordermig.time.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does not wait; keeps how long it should have, and does something else meanwhile. */
public final class RecordedSleeper implements Sleeper {

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final Runnable meanwhile;

    /** What happens while others would wait. */
    public RecordedSleeper(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    @Override
    public void sleep(Duration duration) {
        waits.add(duration);
        meanwhile.run();
    }

    /** All waits asked for, in order. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }
}
