package io.ordermig.restore.rds;

import io.ordermig.config.RestoreConfig.Time;
import io.ordermig.event.RestorePlan;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.snapshot.rds.Manifest;
import io.ordermig.snapshot.rds.RdsSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what data are taken back to, and what the source was like. */
final class OriginFinder {

    private static final Logger LOG = LoggerFactory.getLogger(OriginFinder.class);

    private final RestoreContext context;
    private final PointFinder points;
    private final RdsResources resources;
    private final String source;
    private final String region;

    OriginFinder(RestoreContext context, PointFinder points, RdsResources resources, String source, String region) {
        this.context = context;
        this.points = points;
        this.resources = resources;
        this.source = source;
        this.region = region;
    }

    /** The snapshot that is named, or else the newest one of ordermig's own that is available. */
    RdsSnapshot point() {
        String named = context.config().snapshot();
        if (named.isEmpty()) {
            return points.own().stream()
                    .filter(snapshot -> snapshot.state().equals(RdsSnapshot.AVAILABLE))
                    .findFirst()
                    .orElseThrow(() -> Refusals.noPoint(source, region));
        }
        return points.named(named)
                .orElseThrow(() -> Refusals.pointNotFound(
                        named,
                        region,
                        points.own().stream().map(RdsSnapshot::id).toList()));
    }

    /**
     * What data are taken back to. What an earlier run has begun decides where a name or a moment is left open.
     *
     * @param begun the mark of what was begun; empty when nothing was
     */
    RdsOrigin find(Situation now, Optional<Mark> begun) {
        Optional<Time> time = context.config().time();
        return time.isPresent() ? ofTime(time.get(), now, begun) : ofSnapshot(now, begun);
    }

    private RdsOrigin ofSnapshot(Situation now, Optional<Mark> begun) {
        RdsSnapshot snapshot = begun.filter(mark -> context.config().snapshot().isEmpty())
                .filter(mark -> mark.moment().isEmpty())
                .flatMap(mark -> points.named(mark.from()))
                .orElseGet(this::point);
        if (!snapshot.state().equals(RdsSnapshot.AVAILABLE)) {
            throw new OrdermigException(Refusals.notUsable(snapshot.id(), snapshot.state()));
        }
        List<String> notices = new ArrayList<>();
        CapturedSettings wanted = ofManifest(snapshot)
                .or(() -> CapturedSettings.ofTags(snapshot.tags()))
                .or(() -> ofLiving(snapshot, now, notices))
                .orElseThrow(() -> Refusals.settingsUnknown(
                        snapshot.id(), context.snapshots().manifests().toString()));
        return new RdsOrigin(
                new RestorePlan.Origin(
                        Optional.of(snapshot.point(source)),
                        snapshot.started().truncatedTo(ChronoUnit.SECONDS),
                        snapshot.listed(source).schemaVersion()),
                snapshot.id(),
                snapshot.resource(),
                snapshot.isOwn(source),
                wanted,
                notices);
    }

    private Optional<CapturedSettings> ofManifest(RdsSnapshot snapshot) {
        Path file = Manifest.path(context.snapshots().manifests(), snapshot.id());
        try {
            return Optional.of(Manifest.read(file))
                    .filter(manifest -> manifest.point().id().equals(snapshot.id()))
                    .map(Manifest::settings);
        } catch (IOException none) {
            LOG.debug("{} is not read.", file, none);
            return Optional.empty();
        }
    }

    private static Optional<CapturedSettings> ofLiving(RdsSnapshot snapshot, Situation now, List<String> notices) {
        Optional<RdsResource> living = now.ofResource(snapshot.resource());
        living.ifPresent(source -> notices.add("The snapshot does not say what " + source.identifier()
                + " was like when it was taken; the new one becomes like " + source.identifier() + " is now."));
        return living.map(RdsResource::settings);
    }

    private RdsOrigin ofTime(Time time, Situation now, Optional<Mark> begun) {
        Optional<RdsResource> living =
                begun.filter(mark -> !mark.replaces().isEmpty()).isPresent()
                        ? now.ofResource(begun.get().replaces())
                        : now.serving();
        String resource = begun.map(Mark::replaces)
                .filter(id -> !id.isEmpty())
                .or(() -> living.map(RdsResource::resource))
                .or(() -> points.own().stream().map(RdsSnapshot::resource).findFirst())
                .orElseThrow(() -> Refusals.noPoint(source, region));
        BackupWindow window = resources.backups(resource);
        Instant moment = begun.flatMap(Mark::moment)
                .filter(same -> time.at().isEmpty() || time.at().get().equals(same))
                .or(time::at)
                .or(() -> latestBefore(now))
                .or(window::latest)
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS))
                .orElseThrow(() -> new OrdermigException(Refusals.timeOutside(
                        context.snapshots().clock().instant(), window.earliest(), window.latest(), source)));
        boolean isDone = now.restored()
                .flatMap(RdsResource::mark)
                .filter(mark -> mark.moment().filter(moment::equals).isPresent())
                .isPresent();
        if (begun.isEmpty() && !isDone && !window.contains(moment)) {
            throw new OrdermigException(Refusals.timeOutside(moment, window.earliest(), window.latest(), source));
        }
        List<String> notices = new ArrayList<>();
        CapturedSettings wanted = living.map(RdsResource::settings)
                .map(settings -> begun.map(mark -> asBefore(settings, mark)).orElse(settings))
                .or(() -> points.own().stream()
                        .filter(snapshot -> snapshot.resource().equals(resource))
                        .findFirst()
                        .flatMap(snapshot -> {
                            notices.add("The source is gone; the new one becomes as it was when " + snapshot.id()
                                    + " was taken.");
                            return ofManifest(snapshot).or(() -> CapturedSettings.ofTags(snapshot.tags()));
                        }))
                .orElseThrow(() -> Refusals.settingsUnknown(
                        "of " + source, context.snapshots().manifests().toString()));
        return new RdsOrigin(
                new RestorePlan.Origin(Optional.empty(), moment, ""),
                (time.at().isEmpty() ? Mark.LATEST : Mark.TIME) + moment,
                resource,
                true,
                wanted,
                notices);
    }

    /** What the latest moment was, when that is what the present one was restored to; unless it is to be done once more. */
    private Optional<Instant> latestBefore(Situation now) {
        return context.config().again()
                ? Optional.empty()
                : now.restored()
                        .flatMap(RdsResource::mark)
                        .filter(mark -> mark.from().startsWith(Mark.LATEST))
                        .flatMap(Mark::moment);
    }

    /** Under the names of before: an earlier run may have given what is replaced, and its members, others by now. */
    private CapturedSettings asBefore(CapturedSettings settings, Mark mark) {
        String end = RestoreNames.end(RestoreNames.replaced(source, mark.started()));
        return settings.renamed(name -> name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name);
    }
}
