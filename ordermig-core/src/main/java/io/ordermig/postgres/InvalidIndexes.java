package io.ordermig.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the indexes that a broken-off concurrent build leaves: of no use to queries, a burden on writes. One that another
 * session is still building looks the same in the catalog and is left out. Source: the
 * chapter on CREATE INDEX in the PostgreSQL manual, "Building Indexes Concurrently".
 */
final class InvalidIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(InvalidIndexes.class);

    private static final String QUERY = """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_index i
              JOIN pg_class c ON c.oid = i.indexrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT i.indisvalid AND c.relkind = 'i'
               AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
             ORDER BY 1
            """;

    private InvalidIndexes() {}

    /** A sentence for each, with the statement that removes it. */
    static List<String> sentences(SessionDataSource dataSource) {
        List<String> sentences = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                sentences.add("Drop the INVALID index it left: DROP INDEX CONCURRENTLY " + rows.getString(1) + ";");
            }
        } catch (SQLException e) {
            LOG.debug("The invalid indexes could not be listed.", e);
        }
        return sentences;
    }
}
