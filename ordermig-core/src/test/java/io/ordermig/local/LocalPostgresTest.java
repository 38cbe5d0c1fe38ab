package io.ordermig.local;

import static io.ordermig.local.LocalFixture.config;
import static io.ordermig.local.LocalFixture.execute;
import static io.ordermig.local.LocalFixture.open;
import static io.ordermig.local.LocalFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.time.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
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
            assertThat(query(first, "SELECT current_user || '/' || current_database()")).isEqualTo("orders/orders");
            execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
            port = first.port();
        }
        assertThat(LocalFixture.serverRuns(directory)).isFalse();
        try (LocalPostgres second = open(directory)) {
            assertThat(second.startedHere()).isTrue();
            assertThat(second.port()).isEqualTo(port);
            assertThat(query(second, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(directory.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void theServerKeepsDataSafelyAndListensOnlyHere() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            assertThat(query(
                            postgres,
                            "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN "
                                    + "('fsync', 'listen_addresses', 'unix_socket_directories', 'password_encryption')"))
                    .isEqualTo("on 127.0.0.1 scram-sha-256 ");
            assertThat(query(
                            postgres,
                            "SELECT count(*) FROM pg_hba_file_rules "
                                    + "WHERE auth_method <> 'scram-sha-256' OR error IS NOT NULL"))
                    .isEqualTo("0");
        }
    }

    @Test
    void textSortsByCodePointAndKnowsAllLetters() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            assertThat(query(
                            postgres,
                            "SELECT string_agg(w, ' ' ORDER BY w) || upper('é') FROM unnest('{b,ä,Z,a}'::text[]) w"))
                    .isEqualTo("Z a b äÉ");
        }
    }

    @Test
    void thePasswordIsRequiredAndOnlyItsOwnerCanReadIt() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            String password = postgres.password().reveal();
            assertThat(password).hasSizeGreaterThan(30);
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "orders", "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class);
            assertThat(postgres.passwordFile()).content().isEqualTo("127.0.0.1:*:*:*:" + password + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(postgres.passwordFile())))
                    .isEqualTo("rw-------");
            assertThat(postgres.toString()).doesNotContain(password);
            assertThat(filesWith(password)).containsExactly(postgres.passwordFile());
        }
    }

    private List<Path> filesWith(String text) throws Exception {
        try (var files = Files.walk(directory.toRealPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lease") && !file.endsWith("control.lock"))
                    .filter(file -> LocalFixture.text(file).contains(text))
                    .toList();
        }
    }

    @Test
    void thePsqlLineWorksInAShell() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/psql")), "psql is installed");
            Process shell = new ProcessBuilder("sh", "-c", postgres.psqlLine() + " -Atc 'SELECT 6 * 7'")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(shell.getInputStream().readAllBytes()).strip()).isEqualTo("42");
        }
    }

    @Test
    void twoUsersShareTheServerAndTheLastOneStopsIt() throws Exception {
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
        open(directory).close();
        LocalPostgresConfig changed = new LocalPostgresConfig(
                directory, LocalFixture.binariesJar(), LocalFixture.cache(), "Kunden & Co", "o'rders", 0, config(directory)
                        .startTimeout());
        try (LocalPostgres postgres = LocalPostgres.open(changed, Sleeper.SYSTEM)) {
            assertThat(query(postgres, "SELECT current_user || '/' || current_database()"))
                    .isEqualTo("o'rders/Kunden & Co");
        }
    }

    @Test
    void theServerIsOutOfReachOfCtrlC() throws Exception {
        try (LocalPostgres postgres = open(directory)) {
            Process ps = new ProcessBuilder("ps", "-o", "pgid=,sid=", "-p", LocalFixture.serverPid(directory) + "").start();
            String pid = Long.toString(LocalFixture.serverPid(directory));
            assertThat(new String(ps.getInputStream().readAllBytes()).strip().split("\\s+"))
                    .containsExactly(pid, pid);
            assertThat(postgres.startedHere()).isTrue();
        }
    }

    @Test
    void closesInAnInterruptedThread() throws Exception {
        LocalPostgres postgres = open(directory);
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            postgres.close();
        });
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(LocalFixture.serverRuns(directory)).isFalse();
    }
}
