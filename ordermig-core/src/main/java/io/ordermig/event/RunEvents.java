package io.ordermig.event;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events to every listener, in their order. A listener that throws is logged and does not disturb the run. */
public final class RunEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

    private final Clock clock;
    private final List<RunListener> listeners;

    /** Events stamped by the given clock. */
    public RunEvents(Clock clock, List<RunListener> listeners) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /** The time to stamp an event with. */
    public Instant now() {
        return clock.instant();
    }

    /** Tells all listeners. */
    public void publish(RunEvent event) {
        for (RunListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn(
                        "A listener of type {} failed; the run goes on.",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    /** Publishes a warning. */
    public void warn(String text) {
        publish(new RunEvent.Warned(now(), text));
    }
}
