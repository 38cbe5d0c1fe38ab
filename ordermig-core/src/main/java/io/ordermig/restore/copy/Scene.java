package io.ordermig.restore.copy;

import io.ordermig.snapshot.copy.CopyCatalog;
import io.ordermig.snapshot.copy.CopyMark;
import io.ordermig.snapshot.copy.CopyServer;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What there is on the server before a restore, or after it.
 *
 * @param name the name of the database that is taken back
 * @param database that database; empty when it is gone
 * @param points what it could be taken back to, the newest first
 * @param restored what shows that it is restored already; empty when nothing does
 * @param now the time, by the server's clock
 */
record Scene(
        CopyServer server,
        String name,
        Optional<CopySource> database,
        List<CopyCatalog.Found> points,
        Optional<Restored> restored,
        Instant now) {

    /**
     * Where nothing is put aside, the mark has no database to be the comment of. It becomes a setting that nobody reads:
     * the comment is the user's.
     */
    private static final String SETTING = "ordermig.restored";

    private static final String MARK = "SELECT substr(one, " + (SETTING.length() + 2) + ")"
            + " FROM pg_db_role_setting, unnest(setconfig) one"
            + " WHERE setdatabase = ? AND setrole = 0 AND starts_with(one, '" + SETTING + "=')";

    /** Looks. */
    static Scene of(Connection connection, CopyServer server, String name) throws SQLException {
        Optional<CopySource> database = CopySource.find(connection, server, name);
        List<CopyCatalog.Found> points = new CopyCatalog(connection, name).all();
        Optional<Restored> restored = Optional.empty();
        if (database.isPresent()) {
            long oid = database.get().oid();
            restored = points.stream()
                    .filter(point -> point.isOld() && tookThePlace(point.mark(), oid))
                    .map(point -> new Restored(
                            point.mark().orElseThrow(), point.point().id()))
                    .findFirst();
            if (restored.isEmpty()) {
                restored = setting(connection, oid).map(mark -> new Restored(mark, ""));
            }
        }
        return new Scene(server, name, database, points, restored, now(connection));
    }

    private static boolean tookThePlace(Optional<CopyMark> mark, long oid) {
        return mark.flatMap(CopyMark::putAside)
                .filter(other -> other.oid() == oid)
                .isPresent();
    }

    /** A copy of the database carries the setting, too, and is another one. */
    private static Optional<CopyMark> setting(Connection connection, long oid) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(MARK)) {
            look.setLong(1, oid);
            try (ResultSet row = look.executeQuery()) {
                return row.next()
                        ? CopyMark.parse(row.getString(1)).filter(mark -> tookThePlace(Optional.of(mark), oid))
                        : Optional.empty();
            }
        }
    }

    /** The statement that makes the mark a setting of a database. */
    static String marking(String database, CopyMark mark) {
        return "ALTER DATABASE " + Quoted.identifier(database) + " SET " + SETTING + " TO "
                + Quoted.literal(mark.text());
    }

    /** The statement that takes the setting away. */
    static String unmarking(String database) {
        return "ALTER DATABASE " + Quoted.identifier(database) + " RESET " + SETTING;
    }

    static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** Those of the points that are copies and can be restored from. */
    List<CopyCatalog.Found> copies() {
        return points.stream()
                .filter(point -> !point.isOld() && !point.halfRemoved())
                .toList();
    }

    /** The name of what is put aside now. */
    String freeName(Connection connection) throws SQLException {
        CopyCatalog catalog = new CopyCatalog(connection, name);
        Instant at = now;
        while (catalog.exists(catalog.oldName(at))) {
            at = at.plusSeconds(1);
        }
        return catalog.oldName(at);
    }
}
