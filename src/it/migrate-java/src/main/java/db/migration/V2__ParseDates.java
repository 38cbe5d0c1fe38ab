package db.migration;

import com.ethlo.time.ITU;
import io.ordermig.postgres.UndoableMigration;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Turns texts into points in time, with a library of the project's. */
public final class V2__ParseDates extends BaseJavaMigration implements UndoableMigration {

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement();
                PreparedStatement update =
                        context.getConnection().prepareStatement("UPDATE orders SET placed_at = ? WHERE id = ?")) {
            statement.execute("ALTER TABLE orders ADD COLUMN placed_at timestamptz");
            try (ResultSet orders = statement.executeQuery("SELECT id, placed FROM orders")) {
                while (orders.next()) {
                    update.setObject(1, ITU.parseDateTime(orders.getString(2)));
                    update.setLong(2, orders.getLong(1));
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    @Override
    public void undo(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("ALTER TABLE orders DROP COLUMN placed_at");
        }
    }
}
