package io.ordermig.snapshot.rds;

import io.ordermig.aws.Aws;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.postgres.HistoryState;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.snapshot.SnapshotContext;
import io.ordermig.snapshot.SnapshotName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a restore point: a snapshot is asked for as soon as the source can have one, or one of ordermig's
 * own is adopted. Each attempt looks at what there is first, so that an attempt whose answer was lost is found again.
 */
final class SnapshotStart {

    /** By how much the clocks of two machines and of the database may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final RdsSource source;
    private final SnapshotContext context;
    private final Optional<HistoryState> state;
    private final Instant begun;
    private RestorePoint point;
    private boolean announced;
    private boolean done;
    private boolean nameTaken;
    private String lastState = "";
    private @Nullable Begun asked;

    SnapshotStart(RdsSource source, SnapshotContext context, Optional<HistoryState> state) {
        this.source = source;
        this.context = context;
        this.state = state;
        this.begun = context.clock().instant();
        this.point = planned();
    }

    private RestorePoint planned() {
        Instant now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        String name = SnapshotName.of(source.identifier(), now, source.longestName());
        return new RestorePoint(source.kind(), name, source.identifier(), now);
    }

    /** The restore point as it is planned. */
    RestorePoint point() {
        return point;
    }

    /** What the attempts so far have changed. */
    String changed() {
        if (done) {
            return RdsProblems.begun(point);
        }
        return asked == null ? Problem.NOTHING_CHANGED : RdsProblems.perhapsBegun(point);
    }

    /** The state of the source at the last look. */
    String lastState() {
        return lastState;
    }

    /** One attempt; empty when it is worth another one later. */
    Optional<Begun> attempt() {
        Optional<Begun> result = tried();
        done = result.isPresent();
        return result;
    }

    private Optional<Begun> tried() {
        if (nameTaken) {
            point = planned();
            nameTaken = false;
        }
        List<RdsSnapshot> own = source.snapshots(RdsSnapshot.MANUAL).stream()
                .filter(snapshot -> snapshot.isOwn(source.identifier()))
                .toList();
        Begun before = asked;
        if (before != null && own.stream().anyMatch(this::isOfThisRun)) {
            return Optional.of(before);
        }
        Optional<RdsSnapshot> other = adoptable(own);
        if (other.isPresent()) {
            return Optional.of(adopted(other.get()));
        }
        CapturedSettings settings = source.settings();
        lastState = settings.state();
        if (SourceState.isReady(lastState)) {
            return created(settings);
        }
        SourceState.advice(lastState, source.noun(), source.identifier()).ifPresent(advice -> {
            throw RdsProblems.notReady(source, lastState, advice);
        });
        tellWaiting(lastState);
        return Optional.empty();
    }

    private boolean isOfThisRun(RdsSnapshot snapshot) {
        return snapshot.id().equals(point.id())
                && snapshot.tag(SnapshotTags.RUN).equals(SnapshotTags.fit(context.run()));
    }

    private Optional<RdsSnapshot> adoptable(List<RdsSnapshot> own) {
        List<RdsSnapshot> candidates = own.stream()
                .filter(snapshot -> snapshot.resource().equals(source.resource()))
                .sorted(RdsSnapshot.NEWEST_FIRST)
                .toList();
        Optional<RdsSnapshot> finished = candidates.stream()
                .filter(snapshot -> snapshot.state().equals(RdsSnapshot.AVAILABLE) && isRecent(snapshot))
                .findFirst();
        return finished.or(() -> candidates.stream()
                .filter(snapshot -> snapshot.state().equals(RdsSnapshot.CREATING))
                .filter(snapshot -> state.isEmpty() || hasEverything(snapshot, state.get()))
                .findFirst());
    }

    private boolean isRecent(RdsSnapshot snapshot) {
        Duration within = context.config().waiting().adoptWithin();
        return state.isPresent()
                && !within.isZero()
                && age(snapshot).compareTo(within) <= 0
                && hasEverything(snapshot, state.get());
    }

    private boolean hasEverything(RdsSnapshot snapshot, HistoryState history) {
        String version = snapshot.tag(SnapshotTags.SCHEMA_VERSION);
        if (!version.isEmpty() && !version.equals(SnapshotTags.fit(history.version()))) {
            // The history itself may have gone since, as with clean; its times say nothing then.
            return false;
        }
        return history.unchangedFor(age(snapshot).plus(CLOCKS));
    }

    private Duration age(RdsSnapshot snapshot) {
        return Duration.between(snapshot.started(), context.clock().instant());
    }

    private Begun adopted(RdsSnapshot snapshot) {
        Optional<CapturedSettings> carried = CapturedSettings.ofTags(snapshot.tags());
        CapturedSettings settings = carried.orElseGet(source::settings);
        dropPlan();
        point = snapshot.point(source.identifier());
        announce(true);
        return new Begun(point, true, settings, carried.isPresent() ? "" : "settings");
    }

    /** Another snapshot stands in for the one that was announced. */
    private void dropPlan() {
        if (announced) {
            context.events().publish(new RunEvent.RestorePointFailed(now(), point, Duration.between(begun, now())));
            announced = false;
        }
    }

    private Optional<Begun> created(CapturedSettings settings) {
        String version = state.map(HistoryState::version).orElse("");
        SnapshotTags tags = SnapshotTags.of(point, context, version, settings);
        announce(false);
        Begun next = new Begun(point, false, settings, tags.missing());
        asked = next;
        try {
            source.create(point.id(), tags.tags());
            return Optional.of(next);
        } catch (OrdermigException e) {
            return refused(e, next);
        }
    }

    private Optional<Begun> refused(OrdermigException failure, Begun next) {
        String code = Aws.code(failure);
        if (code.endsWith("SnapshotAlreadyExists") || code.endsWith("SnapshotAlreadyExistsFault")) {
            return existing(next);
        }
        if (!Aws.isPassing(failure)) {
            asked = null;
        }
        if (code.startsWith("InvalidDBInstanceState") || code.startsWith("InvalidDBClusterState")) {
            // It has become busy between the two calls.
            tellWaiting("not ready");
            return Optional.empty();
        }
        if (code.startsWith("SnapshotQuotaExceeded")) {
            throw RdsProblems.quota(source, failure);
        }
        throw failure;
    }

    /** The name is taken: by this run, whose first answer was lost, or by another that began in the same second. */
    private Optional<Begun> existing(Begun next) {
        Optional<RdsSnapshot> snapshot = source.find(point.id());
        if (snapshot.filter(this::isOfThisRun).isPresent()) {
            return Optional.of(next);
        }
        if (snapshot.isPresent()) {
            dropPlan();
            asked = null;
            nameTaken = true;
        }
        return Optional.empty();
    }

    private void announce(boolean adopted) {
        if (!announced) {
            context.events().publish(new RunEvent.RestorePointStarted(now(), point, adopted));
            announced = true;
        }
    }

    private void tellWaiting(String sourceState) {
        context.events()
                .publish(new RunEvent.RestorePointProgressed(
                        now(),
                        point,
                        source.noun() + " " + sourceState,
                        -1,
                        Duration.between(begun, now()),
                        Duration.ZERO));
    }

    private Instant now() {
        return context.clock().instant();
    }
}
