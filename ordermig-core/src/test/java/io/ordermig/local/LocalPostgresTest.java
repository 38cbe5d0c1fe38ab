package io.ordermig.local;

import static io.ordermig.local.LocalFixture.config;
import static io.ordermig.local.LocalFixture.execute;
import static io.ordermig.local.LocalFixture.open;
import static io.ordermig.local.LocalFixture.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.time.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    Path project;

    Path directory;

    @BeforeEach
    void name() {
        directory = project.resolve("Große Bestellung $x 'y'").resolve(".ordermig");
    }

    @AfterEach
    void stop() throws Exception {
        LocalFixture.cleanUp(directory);
    }

    @Test
    void createsTheDataAndFindsItAgain() throws Exception {
        int port;
        try (LocalPostgres first = open(directory)) {
            assertThat(first.startedHere()).isTrue();
            assertThat(first.version()).startsWith("18.");
            assertThat(query(first, "SELECT current_user || '/' || current_database()"))
                    .isEqualTo("orders/orders");
            execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
            port = first.port();
            assertOnlyTheOwnerReads(first.passwordFile());
            Files.setPosixFilePermissions(first.passwordFile(), PosixFilePermissions.fromString("rw-r--r--"));
        }
        assertThat(LocalFixture.serverRuns(directory)).isFalse();
        try (LocalPostgres second = open(directory)) {
            assertThat(second.startedHere()).isTrue();
            assertThat(second.port()).isEqualTo(port);
            assertOnlyTheOwnerReads(second.passwordFile());
            assertThat(query(second, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(directory.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void twoUsersShareTheServerAndTheLastOneStopsIt() throws Exception {
        LocalFixture.prepare(directory);
        LocalPostgres first = open(directory);
        LocalPostgres second = open(directory);
        assertThat(second.startedHere()).isFalse();
        assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
        first.close();
        first.close();
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThat(LocalFixture.serverRuns(directory)).isFalse();
        assertThat(directory.resolve("postgres/leases")).isEmptyDirectory();
    }

    @Test
    void anotherRoleAndDatabaseAreAddedToTheDataThatIsThere() throws Exception {
        LocalFixture.prepare(directory);
        LocalPostgresConfig changed = new LocalPostgresConfig(
                directory,
                LocalFixture.binariesJar(),
                LocalFixture.cache(),
                "Kunden & Co",
                "o'rders",
                0,
                config(directory).startTimeout());
        try (LocalPostgres postgres = LocalPostgres.open(changed, Sleeper.SYSTEM)) {
            assertThat(query(postgres, "SELECT current_user || '/' || current_database()"))
                    .isEqualTo("o'rders/Kunden & Co");
        }
    }

    @Test
    void closesInAnInterruptedThread() throws Exception {
        LocalFixture.prepare(directory);
        LocalPostgres postgres = open(directory);
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            postgres.close();
        });
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(LocalFixture.serverRuns(directory)).isFalse();
    }

    private static void assertOnlyTheOwnerReads(Path file) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
