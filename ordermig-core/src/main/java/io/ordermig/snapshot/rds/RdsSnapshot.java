package io.ordermig.snapshot.rds;

import io.ordermig.event.RestorePoint;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.ListedPoint.Origin;
import io.ordermig.snapshot.SnapshotName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * A snapshot as RDS describes it, of an instance or of a cluster.
 *
 * @param kind which of them
 * @param state such as {@code available}
 * @param percent how much is done, by an estimate that may rest at 0 and at 100; -1 when it does not say
 * @param created when it was taken; null while RDS does not say
 * @param gib the storage of the instance, in GiB
 * @param engine engine and version
 * @param type such as {@code manual}
 * @param resource the resource id of what it was taken of, which no other instance has after it
 * @param tags keys to values
 */
public record RdsSnapshot(
        RestorePoint.Kind kind,
        String id,
        String state,
        int percent,
        @Nullable Instant created,
        int gib,
        String engine,
        String type,
        String resource,
        Map<String, String> tags) {

    public static final String AVAILABLE = "available";
    static final String CREATING = "creating";
    static final String MANUAL = "manual";

    static final Comparator<RdsSnapshot> NEWEST_FIRST =
            Comparator.comparing(RdsSnapshot::started).reversed().thenComparing(RdsSnapshot::id);

    public static RdsSnapshot of(DBSnapshot snapshot) {
        return new RdsSnapshot(
                RestorePoint.Kind.DB_SNAPSHOT,
                Texts.of(snapshot.dbSnapshotIdentifier()),
                Texts.of(snapshot.status()),
                orElse(snapshot.percentProgress(), -1),
                snapshot.snapshotCreateTime(),
                orElse(snapshot.allocatedStorage(), 0),
                engine(snapshot.engine(), snapshot.engineVersion()),
                Texts.of(snapshot.snapshotType()),
                Texts.of(snapshot.dbiResourceId()),
                tags(snapshot.tagList()));
    }

    public static RdsSnapshot of(DBClusterSnapshot snapshot) {
        return new RdsSnapshot(
                RestorePoint.Kind.DB_CLUSTER_SNAPSHOT,
                Texts.of(snapshot.dbClusterSnapshotIdentifier()),
                Texts.of(snapshot.status()),
                orElse(snapshot.percentProgress(), -1),
                snapshot.snapshotCreateTime(),
                orElse(snapshot.allocatedStorage(), 0),
                engine(snapshot.engine(), snapshot.engineVersion()),
                Texts.of(snapshot.snapshotType()),
                Texts.of(snapshot.dbClusterResourceId()),
                tags(snapshot.tagList()));
    }

    private static int orElse(@Nullable Integer number, int other) {
        return number == null ? other : number;
    }

    private static String engine(@Nullable String engine, @Nullable String version) {
        return (Texts.of(engine) + " " + Texts.of(version)).strip();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(tag -> Texts.of(tag.key()), tag -> Texts.of(tag.value()), (a, b) -> b));
    }

    String tag(String key) {
        return tags.getOrDefault(key, "");
    }

    /**
     * Whether ordermig took it of that source. Its tags alone do not say so: a snapshot inherits those of its instance,
     * and a restored instance those of its snapshot.
     */
    public boolean isOwn(String source) {
        return type.equals(MANUAL)
                && tag(SnapshotTags.MANAGED).equals("true")
                && tag(SnapshotTags.SOURCE).equals(source)
                && SnapshotName.started(id).isPresent();
    }

    /** When it was asked for, by the earliest of all signs, because what came after that may not be in it. */
    public Instant started() {
        Optional<Instant> named = SnapshotName.started(id);
        return Stream.of(named, named.flatMap(own -> tagged()), Optional.ofNullable(created))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private Optional<Instant> tagged() {
        try {
            return Optional.of(Instant.parse(tag(SnapshotTags.STARTED)));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    public RestorePoint point(String source) {
        return new RestorePoint(kind, id, source, started().truncatedTo(ChronoUnit.SECONDS));
    }

    long bytes() {
        return (long) gib << 30;
    }

    public ListedPoint listed(String source) {
        boolean own = isOwn(source);
        Origin others = type.equals(MANUAL) ? Origin.MANUAL : Origin.AUTOMATED;
        return new ListedPoint(
                point(source),
                state,
                state.equals(AVAILABLE),
                percent,
                bytes(),
                engine,
                own ? Origin.ORDERMIG : others,
                own ? tag(SnapshotTags.ENVIRONMENT) : "",
                own ? tag(SnapshotTags.SCHEMA_VERSION) : "");
    }
}
