package io.ordermig.restore.copy;

import io.ordermig.event.RestorePoint;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.SnapshotName;
import io.ordermig.snapshot.copy.CopyCatalog;
import io.ordermig.snapshot.copy.CopyMark;
import io.ordermig.snapshot.copy.CopySource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a database is taken back to.
 *
 * @param point which restore point
 * @param copy the copy, which is there; empty when it has become the database already
 * @param restored what shows that it has
 */
record Choice(RestorePoint point, Optional<CopyCatalog.Found> copy, Optional<Restored> restored) {

    /**
     * Chooses: the point that is named, or else the newest copy. What a restore has put aside is only taken when it is
     * named, so that the same restore made twice does not undo itself.
     *
     * @param named empty for none
     * @param again whether what is restored from there already is to be restored once more
     * @throws io.ordermig.problem.OrdermigException when there is none to choose
     */
    static Choice of(Connection connection, Scene scene, RestoreFailures failures, String named, boolean again)
            throws SQLException {
        return named.isEmpty() ? newest(scene, failures, again) : named(connection, scene, failures, named, again);
    }

    private static Choice newest(Scene scene, RestoreFailures failures, boolean again) {
        Optional<CopyCatalog.Found> newest = scene.copies().stream().findFirst();
        Optional<Restored> restored = scene.restored();
        if (restored.isPresent()
                && newest.filter(copy -> isSince(copy, restored.get())).isEmpty()) {
            return already(scene, restored.get(), failures, again);
        }
        return newest.map(Choice::of).orElseThrow(() -> failures.noCopy(scene));
    }

    private static boolean isSince(CopyCatalog.Found copy, Restored restored) {
        Instant started = copy.mark().map(CopyMark::started).orElse(copy.point().started());
        return started.isAfter(restored.mark().started());
    }

    private static Choice named(
            Connection connection, Scene scene, RestoreFailures failures, String named, boolean again)
            throws SQLException {
        Optional<CopyCatalog.Found> found = scene.points().stream()
                .filter(point -> point.point().id().equals(named))
                .findFirst();
        if (found.isPresent()) {
            if (found.get().halfRemoved()) {
                throw failures.halfRemoved(named, scene);
            }
            return of(found.get());
        }
        if (scene.restored().filter(by -> by.by().by().equals(named)).isPresent()) {
            return already(scene, scene.restored().get(), failures, again);
        }
        Optional<CopySource> other = CopySource.find(connection, scene.server(), named);
        if (other.isEmpty()) {
            throw failures.noSuchPoint(named, scene);
        }
        throw CopyMark.parse(other.get().comment())
                .map(mark -> mark.source().equals(scene.name())
                        ? failures.noPoint(named, scene)
                        : failures.otherSource(named, mark.source()))
                .orElseGet(() -> failures.noPoint(named, scene));
    }

    private static Choice of(CopyCatalog.Found copy) {
        return new Choice(copy.point(), Optional.of(copy), Optional.empty());
    }

    private static Choice already(Scene scene, Restored restored, RestoreFailures failures, boolean again) {
        if (again && restored.isVerified()) {
            throw failures.usedUp(restored, scene);
        }
        String name = restored.by().by();
        Instant started = SnapshotName.started(name)
                .or(() -> SnapshotName.putAside(name))
                .orElse(restored.mark().started());
        return new Choice(
                new RestorePoint(RestorePoint.Kind.DATABASE_COPY, name, scene.name(), started),
                Optional.empty(),
                Optional.of(restored));
    }

    /** The version of the schema in it; empty when that is not known. */
    String version() {
        return mark().flatMap(CopyMark::version).orElse("");
    }

    /** What the copy says of itself, or said before it became the database. */
    Optional<CopyMark> mark() {
        return copy.isPresent()
                ? copy.get().mark()
                : restored.flatMap(by -> CopyMark.parse(by.by().comment()));
    }

    ListedPoint listed(Scene scene) {
        return copy.map(found -> found.listed(scene.server()))
                .orElseGet(() -> new ListedPoint(
                        point,
                        "restored",
                        false,
                        100,
                        scene.database()
                                .map(CopySource::bytes)
                                .filter(bytes -> bytes > 0)
                                .orElse(0L),
                        scene.server().engine(),
                        ListedPoint.Origin.ORDERMIG,
                        mark().map(CopyMark::environment).orElse(""),
                        version()));
    }
}
