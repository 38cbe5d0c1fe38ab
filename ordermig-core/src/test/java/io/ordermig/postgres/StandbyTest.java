package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = "ordermig.test.postgres",
        matches = "container",
        disabledReason = "a standby is made of the files of an embedded server")
class StandbyTest {

    @TempDir
    Path temp;

    /** A server on the given files, which stay. */
    private static EmbeddedPostgres start(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }

    @Test
    void isRefusedByItsName() throws IOException {
        // As root the server runs as another user, who has to get through to its files.
        Path data = Files.createDirectory(temp.resolve("data"));
        start(data).close();
        Files.createFile(data.resolve("standby.signal"));
        MigrationFolder folder = new MigrationFolder(temp);
        folder.with("V1__t.sql", "CREATE TABLE t (a int);");

        try (EmbeddedPostgres standby = start(data)) {
            TestDatabase database = new TestDatabase(
                    "jdbc:postgresql://localhost:" + standby.getPort() + "/postgres", "postgres", "postgres", "");
            OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

            assertThat(failure.problem().code()).isEqualTo(PostgresProblem.READ_ONLY);
            assertThat(failure.problem().what()).isEqualTo("The server is a standby and refuses writes.");
        }
    }
}
