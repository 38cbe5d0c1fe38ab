package io.ordermig.snapshot.rds;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.snapshot.SnapshotContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The second half of a restore point: a snapshot is waited for until it can be restored from. */
final class SnapshotWait {

    private static final Set<String> LOST = Set.of("failed", "deleting", "deleted");
    /** A new snapshot may not be known everywhere at once. */
    private static final int MISSING_LOOKS = 3;

    private final RdsSource source;
    private final SnapshotContext context;
    private final RestorePoint point;
    private final Instant begun;
    private final Pace pace = new Pace();
    private int missing;
    private String lastState = RdsSnapshot.CREATING;

    SnapshotWait(RdsSource source, SnapshotContext context, RestorePoint point, Instant begun) {
        this.source = source;
        this.context = context;
        this.point = point;
        this.begun = begun;
    }

    /** The state at the last look. */
    String lastState() {
        return lastState;
    }

    /** One look; empty when it is not ready yet. */
    Optional<RdsSnapshot> look() {
        Optional<RdsSnapshot> found = source.find(point.id());
        if (found.isEmpty()) {
            missing++;
            if (missing >= MISSING_LOOKS) {
                throw RdsProblems.failed(point, "gone");
            }
            return Optional.empty();
        }
        missing = 0;
        RdsSnapshot snapshot = found.get();
        lastState = snapshot.state();
        if (lastState.equals(RdsSnapshot.AVAILABLE)) {
            return found;
        }
        if (LOST.contains(lastState) || lastState.startsWith("incompatible-")) {
            throw RdsProblems.failed(point, lastState);
        }
        tell(snapshot);
        return Optional.empty();
    }

    private void tell(RdsSnapshot snapshot) {
        Instant now = context.clock().instant();
        context.events()
                .publish(new RunEvent.RestorePointProgressed(
                        now,
                        point,
                        snapshot.state(),
                        snapshot.percent(),
                        Duration.between(begun, now),
                        pace.remaining(now, snapshot.percent())));
    }
}
