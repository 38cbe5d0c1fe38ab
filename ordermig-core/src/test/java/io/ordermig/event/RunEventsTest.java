package io.ordermig.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunEventsTest {

    @Test
    void reachEveryListenerThoughOneThrows() {
        List<String> heard = new ArrayList<>();
        RunListener broken = new RunListener() {
            @Override
            public void warned(RunEvent.Warned event) {
                throw new IllegalStateException("broken");
            }
        };
        RunListener listening = new RunListener() {
            @Override
            public void warned(RunEvent.Warned event) {
                heard.add(event.at() + " " + event.text());
            }
        };
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:15:00Z"), ZoneOffset.UTC);

        new RunEvents(clock, List.of(broken, listening)).warn("mind the gap");

        assertThat(heard).containsExactly("2026-03-01T10:15:00Z mind the gap");
    }
}
