package io.ordermig.snapshot.rds;

import io.ordermig.aws.Aws;
import io.ordermig.aws.Polling;
import io.ordermig.config.SnapshotConfig.Waiting;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.postgres.HistoryState;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.RestorePoints;
import io.ordermig.snapshot.SnapshotContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Snapshots of an RDS instance; or, when the instance is a member of an Aurora or Multi-AZ cluster, of that cluster.
 * What a snapshot does not carry is captured when it is taken: as a {@link Manifest} beside the report, and in its tags.
 * Not thread-safe.
 */
public final class RdsRestorePoints implements RestorePoints {

    private static final Logger LOG = LoggerFactory.getLogger(RdsRestorePoints.class);

    /** How long a single question to AWS is repeated while it is throttled or away. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String NO_ANSWER = "not known, as AWS does not answer";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final RdsClient client;
    private final SnapshotContext context;
    private final RdsSource source;

    private RdsRestorePoints(RdsClient client, SnapshotContext context, RdsSource source) {
        this.client = client;
        this.context = context;
        this.source = source;
    }

    /**
     * The restore points of an instance, or of the cluster that it belongs to. AWS is asked at once.
     *
     * @throws OrdermigException when there is no such instance, or it is not the one that the host belongs to
     */
    public static RdsRestorePoints open(Aws aws, SnapshotContext context, RdsTarget target) {
        RdsClient client = aws.client(RdsClient.builder());
        try {
            SourceFinder finder = new SourceFinder(client, aws.region().id());
            RdsSource source = persistently(context, target.identifier(), () -> finder.find(target));
            return new RdsRestorePoints(client, context, source);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public String source() {
        return source.identifier();
    }

    @Override
    public RestorePoint take(Optional<HistoryState> state) {
        Waiting waiting = context.config().waiting();
        Polling polling = new Polling(context.clock(), context.sleeper(), waiting.pollInterval(), waiting.timeout());
        Instant asked = now();
        SnapshotStart start = new SnapshotStart(source, context, state);
        try {
            Begun begun =
                    polling.until(told(start::attempt, start, asked)).orElseThrow(() -> neverBegun(start, polling));
            if (!begun.adopted()) {
                warn(begun);
            }
            SnapshotWait wait = new SnapshotWait(source, context, begun.point(), asked);
            RdsSnapshot ready = polling.until(told(wait::look, start, asked))
                    .orElseThrow(() -> RdsProblems.timedOut(
                            begun.point(), waiting.timeout(), wait.lastState(), polling.lastFailure()));
            String manifest = save(begun, ready);
            context.events()
                    .publish(new RunEvent.RestorePointReady(
                            now(), begun.point(), Duration.between(asked, now()), ready.bytes(), manifest));
            return begun.point();
        } catch (OrdermigException e) {
            throw ended(start, asked, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(start, asked, RdsProblems.interrupted(source.identifier(), Problem.NOTHING_CHANGED, e));
        }
    }

    /** The same look; when AWS does not answer it, that is told, for it may go on for long. */
    private <T> Supplier<Optional<T>> told(Supplier<Optional<T>> look, SnapshotStart start, Instant asked) {
        return () -> {
            try {
                return look.get();
            } catch (OrdermigException e) {
                if (Aws.isPassing(e)) {
                    Duration elapsed = Duration.between(asked, now());
                    context.events()
                            .publish(new RunEvent.RestorePointProgressed(
                                    now(), start.point(), NO_ANSWER, -1, elapsed, Duration.ZERO));
                }
                throw e;
            }
        };
    }

    private OrdermigException neverBegun(SnapshotStart start, Polling polling) {
        return polling.lastFailure()
                .orElseGet(() -> RdsProblems.neverReady(source, start.lastState(), polling.elapsed()));
    }

    /** Tells that it has failed, and says what was begun if the failure does not say so itself. */
    private OrdermigException ended(SnapshotStart start, Instant asked, OrdermigException e) {
        context.events().publish(new RunEvent.RestorePointFailed(now(), start.point(), Duration.between(asked, now())));
        Problem problem = e.problem();
        if (start.changed().equals(Problem.NOTHING_CHANGED)
                || !problem.changed().equals(Problem.NOTHING_CHANGED)) {
            return e;
        }
        return new OrdermigException(problem.after(start.changed(), problem.repeat()), e);
    }

    private void warn(Begun begun) {
        List<String> pending = begun.settings().pending();
        if (!pending.isEmpty()) {
            context.events().warn(RdsProblems.pending(source, pending));
        }
        if (!begun.missing().isEmpty()) {
            context.events().warn(RdsProblems.missing(begun.point(), begun.missing()));
        }
    }

    /** Saves the manifest. What the tags carry is safe already; then a folder that is not writable is a warning. */
    private String save(Begun begun, RdsSnapshot snapshot) {
        try {
            if (begun.adopted() && isSaved(begun.point())) {
                return Manifest.path(context.manifests(), begun.point().id()).toString();
            }
            return manifest(begun, snapshot).write(context.manifests()).toString();
        } catch (IOException e) {
            if (!begun.missing().isEmpty()) {
                throw RdsProblems.settingsLost(
                        begun.point(), context.manifests().toString(), e);
            }
            LOG.debug("The manifest of {} could not be written.", begun.point().id(), e);
            context.events()
                    .warn("The manifest of " + begun.point().id() + " could not be written to " + context.manifests()
                            + ": " + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + ". The settings are in the tags of the snapshot all the same.");
            return "";
        }
    }

    private boolean isSaved(RestorePoint point) {
        try {
            return Manifest.read(Manifest.path(context.manifests(), point.id()))
                    .point()
                    .id()
                    .equals(point.id());
        } catch (IOException none) {
            return false;
        }
    }

    private Manifest manifest(Begun begun, RdsSnapshot snapshot) {
        return new Manifest(
                begun.point(),
                snapshot.tag(SnapshotTags.RUN),
                snapshot.tag(SnapshotTags.ENVIRONMENT),
                snapshot.tag(SnapshotTags.SCHEMA_VERSION),
                begun.settings());
    }

    @Override
    public List<ListedPoint> list() {
        return persistently(context, source.identifier(), () -> {
            Map<String, RdsSnapshot> byId = new TreeMap<>();
            Stream.of("", "awsbackup")
                    .flatMap(type -> source.snapshots(type).stream())
                    .forEach(snapshot -> byId.put(snapshot.id(), snapshot));
            return byId.values().stream()
                    .sorted(RdsSnapshot.NEWEST_FIRST)
                    .map(snapshot -> snapshot.listed(source.identifier()))
                    .toList();
        });
    }

    @Override
    public void remove(ListedPoint point) {
        if (point.origin() != ListedPoint.Origin.ORDERMIG) {
            throw new IllegalArgumentException(
                    "not ordermig's own: " + point.point().title());
        }
        persistently(context, point.point().id(), () -> {
            source.delete(point.point().id());
            return point;
        });
    }

    private static <T> T persistently(SnapshotContext context, String where, Supplier<T> call) {
        try {
            return new Polling(context.clock(), context.sleeper(), FIRST_PAUSE, PATIENCE).persist(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RdsProblems.interrupted(where, Problem.NOTHING_CHANGED, e);
        }
    }

    private Instant now() {
        return context.clock().instant();
    }

    @Override
    public void close() {
        client.close();
    }
}
