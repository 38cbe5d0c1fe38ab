package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A database: the one that is copied, or one that changes its name.
 *
 * @param oid what the server knows it by, whatever its name
 * @param owner the role that owns it
 * @param owned whether we have the rights of its owner
 * @param assignable whether we may make its owner the owner of something else
 * @param template whether everybody who creates databases may copy it
 * @param connectionLimit how many sessions it takes; -1 for any number
 * @param bytes its size; -1 when we may not know
 * @param comment its comment; empty for none
 */
public record CopySource(
        long oid,
        String name,
        String owner,
        boolean owned,
        boolean assignable,
        boolean template,
        int connectionLimit,
        long bytes,
        String comment) {

    /** From 16 on, who is a member of a role may be kept from becoming it. */
    private static final int MEMBERS_WITHOUT_SET = 160_000;

    /** The database of that name, if the server has one. */
    public static Optional<CopySource> find(Connection connection, CopyServer server, String name) throws SQLException {
        String becoming = server.number() >= MEMBERS_WITHOUT_SET ? "SET" : "MEMBER";
        try (PreparedStatement look = connection.prepareStatement(
                "SELECT d.oid, r.rolname, pg_has_role(d.datdba, 'USAGE'), pg_has_role(d.datdba, '" + becoming
                        + "'), d.datistemplate, d.datconnlimit, " + DatabaseSize.of("d.oid", "-1")
                        + ", coalesce(shobj_description(d.oid, 'pg_database'), '')"
                        + " FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = ?")) {
            look.setString(1, name);
            try (ResultSet row = look.executeQuery()) {
                return row.next()
                        ? Optional.of(new CopySource(
                                row.getLong(1),
                                name,
                                row.getString(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getInt(6),
                                row.getLong(7),
                                row.getString(8)))
                        : Optional.empty();
            }
        }
    }
}
