package io.ordermig.testing.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All calls, and what was wrong with the clients or the simulator itself. Thread-safe. */
final class CallLog {

    private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Consumer<RecordedCall>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> violationListeners = new CopyOnWriteArrayList<>();

    void add(RecordedCall call) {
        calls.add(call);
        listeners.forEach(listener -> listener.accept(call));
    }

    void violation(String what) {
        violations.add(what);
        violationListeners.forEach(listener -> listener.accept(what));
    }

    void listen(Consumer<RecordedCall> listener) {
        listeners.add(listener);
    }

    void listenToViolations(Consumer<String> listener) {
        violationListeners.add(listener);
    }

    List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    void forget() {
        calls.clear();
        violations.clear();
    }
}
