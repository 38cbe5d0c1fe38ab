package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose sessions are ended while a statement that copies waits for them. */
@ExtendWith(PostgresExtension.class)
class SessionEndingTest {

    private static boolean lives(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void endsNobodyUnlessNewcomersAreHeldOffAndNobodyWhoCameLater(TestDatabase database) throws Exception {
        String user = database.user();
        try (Connection copier = Copies.connect("postgres", user, "copier");
                Connection beside = Copies.connect("postgres", user, "beside");
                Connection client = Copies.connect(database.name(), user, "orders-service");
                Connection run = Copies.connect(database.name(), user, "ordermig/20260301T090000Z-0001")) {
            CopySource source = CopySource.find(beside, CopyServer.of(beside), database.name())
                    .orElseThrow();
            SessionEnding ending = new SessionEnding(beside, source, pid(copier));

            ending.look();
            assertThat(ending.ended()).as("nothing is being copied").isEmpty();
            assertThat(lives(client)).isTrue();

            StatementRun copying = StatementRun.start(
                    copier, "CREATE DATABASE \"pre-migration-x-20260301101500\" TEMPLATE " + database.name());
            assertThatThrownBy(() -> copying.await(Duration.ofMillis(20), ending::look))
                    .as("the other run stays")
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(SqlState.IN_USE));
            assertThat(ending.ended())
                    .extracting(Occupants.Session::application)
                    .containsExactly("orders-service");
            assertThat(lives(client)).isFalse();
            assertThat(lives(run)).isTrue();

            try (Connection newcomer = Copies.connect(database.name(), user, "orders-service")) {
                ending.look();
                assertThat(lives(newcomer)).isTrue();
            }
        }
    }
}
