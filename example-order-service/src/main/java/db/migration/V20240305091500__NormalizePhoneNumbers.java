package db.migration;

import io.ordermig.postgres.UndoableMigration;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Rewrites North American phone numbers as their ten digits, and leaves every other one as it is, to the byte.
 *
 * <p>A number is rewritten when all of this is true: the row's country belongs to the North American Numbering Plan;
 * without blanks, brackets, dashes, dots and slashes it is ten digits, perhaps after {@code 1} or {@code +1}; neither
 * area code nor exchange begins with 0 or 1, as in every number of the plan. So an extension, another country's code, a
 * number that is too short, words, and a Chinese mobile number (eleven digits, the first a 1) stay what they are. The
 * specification's expression strips all of them, and its {@code '\1'} is an octal escape in JavaScript, so that it would
 * have stored a control character.
 *
 * <p>It runs outside a transaction, one statement a batch: no row stays locked for longer than its batch takes. Each
 * batch puts the originals into {@code shipping_phone_originals} or {@code billing_phone_originals} in the statement that
 * rewrites them, so that a run killed at any instant can simply be started again. A row that the service changes while
 * its batch is under way keeps the service's number.
 */
public final class V20240305091500__NormalizePhoneNumbers extends BaseJavaMigration implements UndoableMigration {

    /** The countries and territories of the plan, by ISO 3166 code. Source: North American Numbering Plan Administrator. */
    private static final Set<String> COUNTRIES = Set.of(
            "AG", "AI", "AS", "BB", "BM", "BS", "CA", "DM", "DO", "GD", "GU", "JM", "KN", "KY", "LC", "MP", "MS", "PR",
            "SX", "TC", "TT", "US", "VC", "VG", "VI");

    /** Blanks, dashes and brackets, those included that come from web pages and word processors. */
    private static final Pattern SEPARATORS =
            Pattern.compile("[ \\t()./\\u00A0\\u2007\\u2009\\u2010-\\u2014\\u202F\\u2212-]");

    private static final Pattern NUMBER = Pattern.compile("(?:\\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})");

    private static final int ROWS_IN_A_BATCH = 2_000;

    private static final List<Column> COLUMNS = List.of(
            new Column("shipping_details", "shipping_phone_originals"),
            new Column("billing_details", "billing_phone_originals"));

    /** A table with a {@code phone}, and where its originals go. */
    private record Column(String table, String originals) {}

    /** What has to change in a batch, and where the next one begins. */
    private record Batch(List<UUID> ids, List<String> originals, List<String> rewritten, UUID last, boolean empty) {}

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        for (Column column : COLUMNS) {
            UUID after = new UUID(0, 0);
            for (Batch batch = read(connection, column, after); !batch.empty(); ) {
                rewrite(connection, column, batch);
                batch = read(connection, column, batch.last());
            }
        }
    }

    /** Puts the originals back, except where the number has been changed again since: that one is newer. */
    @Override
    public void undo(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            for (Column column : COLUMNS) {
                statement.executeUpdate(
                        "UPDATE " + column.table() + " AS details SET phone = kept.original FROM " + column.originals()
                                + " AS kept WHERE details.id = kept.id AND details.phone = kept.rewritten");
                statement.executeUpdate("DELETE FROM " + column.originals());
            }
        }
    }

    /** The number as it is to be stored. Frozen with the migration, whatever the service's own rule becomes. */
    static String normalized(String phone, String country) {
        if (!COUNTRIES.contains(country)) {
            return phone;
        }
        Matcher number = NUMBER.matcher(SEPARATORS.matcher(phone).replaceAll(""));
        return number.matches() ? number.group(1) : phone;
    }

    private static Batch read(Connection connection, Column column, UUID after) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<String> originals = new ArrayList<>();
        List<String> rewritten = new ArrayList<>();
        UUID last = after;
        try (PreparedStatement select = connection.prepareStatement("SELECT id, phone, country FROM " + column.table()
                + " WHERE id > ? AND phone IS NOT NULL ORDER BY id LIMIT " + ROWS_IN_A_BATCH)) {
            select.setObject(1, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last = rows.getObject("id", UUID.class);
                    String phone = rows.getString("phone");
                    String normalized = normalized(phone, rows.getString("country"));
                    if (!normalized.equals(phone)) {
                        ids.add(last);
                        originals.add(phone);
                        rewritten.add(normalized);
                    }
                }
            }
        }
        return new Batch(ids, originals, rewritten, last, last.equals(after));
    }

    private static void rewrite(Connection connection, Column column, Batch batch) throws SQLException {
        if (batch.ids().isEmpty()) {
            return;
        }
        String sql = "WITH changed AS (UPDATE " + column.table() + " AS details SET phone = batch.rewritten"
                + " FROM unnest(?, ?, ?) AS batch (id, original, rewritten)"
                + " WHERE details.id = batch.id AND details.phone = batch.original"
                + " RETURNING batch.id, batch.original, batch.rewritten)"
                + " INSERT INTO " + column.originals() + " (id, original, rewritten)"
                + " SELECT id, original, rewritten FROM changed"
                + " ON CONFLICT (id) DO UPDATE SET original = EXCLUDED.original, rewritten = EXCLUDED.rewritten";
        Array ids = connection.createArrayOf("uuid", batch.ids().toArray());
        Array originals = connection.createArrayOf("text", batch.originals().toArray());
        Array rewritten = connection.createArrayOf("text", batch.rewritten().toArray());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, ids);
            update.setArray(2, originals);
            update.setArray(3, rewritten);
            update.executeUpdate();
        } finally {
            ids.free();
            originals.free();
            rewritten.free();
        }
    }
}
