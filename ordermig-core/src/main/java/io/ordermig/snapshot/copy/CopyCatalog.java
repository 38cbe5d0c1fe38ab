package io.ordermig.snapshot.copy;

import io.ordermig.event.RestorePoint;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.SnapshotName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The copies of one database on a server. A database is one of them when its name has the form, it takes no connections
 * and has the limit that copies are made with, and its comment is the mark of a copy of that database. Without any
 * comment it is one as well: its maker was killed before writing the mark, and the copy is whole, because a database
 * that is still being copied cannot be seen.
 *
 * <p>A database that a restore has put aside is listed with them, since it can be restored from, too. It always has a
 * mark.
 */
public final class CopyCatalog {

    /** The most bytes that a name may have. */
    public static final int LONGEST_NAME = 63;

    /** A limit of -2 is how the server marks a database that was being dropped when the server or the session ended. */
    private static final String LOOK = "SELECT d.datname, d.datconnlimit = -2,"
            + " coalesce(shobj_description(d.oid, 'pg_database'), ''), " + DatabaseSize.of("d.oid", "0")
            + " FROM pg_database d WHERE (left(d.datname, " + SnapshotName.PREFIX.length() + ") = '"
            + SnapshotName.PREFIX
            + "' OR d.datname ~ '-old-[0-9]{14}$') AND NOT d.datallowconn AND d.datconnlimit IN (0, -2)";

    private final Connection connection;
    private final String source;

    /** The copies of that source, on the server of the connection. */
    public CopyCatalog(Connection connection, String source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * A copy that is there.
     *
     * @param point which one
     * @param mark what it says of itself; absent when its maker was killed
     * @param halfRemoved whether it can only be removed
     * @param bytes its size; 0 when we may not know
     */
    public record Found(RestorePoint point, Optional<CopyMark> mark, boolean halfRemoved, long bytes) {

        /** Whether it is no copy, but what a restore has put aside. */
        public boolean isOld() {
            return mark.flatMap(CopyMark::putAside).isPresent();
        }

        /** How a listing shows it. */
        public ListedPoint listed(CopyServer server) {
            String state =
                    halfRemoved ? "half removed" : isOld() ? "put aside" : mark.isPresent() ? "available" : "unmarked";
            return new ListedPoint(
                    point,
                    state,
                    !halfRemoved,
                    halfRemoved ? -1 : 100,
                    bytes,
                    server.engine(),
                    ListedPoint.Origin.ORDERMIG,
                    mark.map(CopyMark::environment).orElse(""),
                    mark.flatMap(CopyMark::version).orElse(""));
        }
    }

    /** All copies, the newest first. */
    public List<Found> all() throws SQLException {
        return look(LOOK, "");
    }

    /** The copy of that name, if it is one. */
    public Optional<Found> find(String name) throws SQLException {
        return look(LOOK + " AND d.datname = ?", name).stream().findFirst();
    }

    /** Whether any database has that name. */
    public boolean exists(String name) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            look.setString(1, name);
            try (ResultSet row = look.executeQuery()) {
                return row.next();
            }
        }
    }

    /** A point of this source. */
    public RestorePoint point(String name, Instant started) {
        return new RestorePoint(RestorePoint.Kind.DATABASE_COPY, name, source, started);
    }

    /** The name of a copy begun then. */
    String name(Instant started) {
        return SnapshotName.of(source, started, LONGEST_NAME);
    }

    /** The name of a database of this source that is put aside then. */
    public String oldName(Instant when) {
        return SnapshotName.old(source, when, LONGEST_NAME);
    }

    private List<Found> look(String sql, String name) throws SQLException {
        List<Found> copies = new ArrayList<>();
        try (PreparedStatement look = connection.prepareStatement(sql)) {
            if (!name.isEmpty()) {
                look.setString(1, name);
            }
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    copy(row.getString(1), row.getBoolean(2), row.getString(3), row.getLong(4))
                            .ifPresent(copies::add);
                }
            }
        }
        copies.sort(Comparator.comparing((Found copy) -> copy.point().started()).reversed());
        return copies;
    }

    private Optional<Found> copy(String name, boolean halfRemoved, String comment, long bytes) throws SQLException {
        Optional<CopyMark> mark = CopyMark.parse(comment);
        boolean isOld = mark.flatMap(CopyMark::putAside).isPresent();
        Optional<Instant> started = isOld ? SnapshotName.putAside(name) : SnapshotName.started(name);
        if (started.isEmpty() || !name.equals(isOld ? oldName(started.get()) : name(started.get()))) {
            return Optional.empty();
        }
        boolean ours = mark.isPresent()
                ? mark.get().source().equals(source)
                : comment.isEmpty() && isOnlySource(name, started.get());
        return ours ? Optional.of(new Found(point(name, started.get()), mark, halfRemoved, bytes)) : Optional.empty();
    }

    /** A long name is shortened, and then may stand for several databases: without a mark it would be anybody's. */
    private boolean isOnlySource(String name, Instant started) throws SQLException {
        try (Statement look = connection.createStatement();
                ResultSet row = look.executeQuery("SELECT datname FROM pg_database WHERE datallowconn")) {
            while (row.next()) {
                String other = row.getString(1);
                if (!other.equals(source)
                        && SnapshotName.of(other, started, LONGEST_NAME).equals(name)) {
                    return false;
                }
            }
        }
        return true;
    }
}
