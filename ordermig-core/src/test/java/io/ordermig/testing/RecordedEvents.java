package io.ordermig.testing;

import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event of a run. */
public final class RecordedEvents implements RunListener {

    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(RunEvent event) {
        events.add(event);
    }

    /** All events of one kind, in order. */
    public <E extends RunEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All events, in order. */
    public List<RunEvent> all() {
        return List.copyOf(events);
    }
}
