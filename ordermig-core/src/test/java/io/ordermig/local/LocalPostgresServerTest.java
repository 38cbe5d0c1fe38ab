package io.ordermig.local;

import static io.ordermig.local.LocalFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every server that is up. */
class LocalPostgresServerTest {

    @TempDir
    static Path project;

    static Path directory;
    static LocalPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        directory = project.resolve("it's $x").resolve(".ordermig");
        LocalFixture.prepare(directory);
        postgres = LocalFixture.open(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        LocalFixture.cleanUp(directory);
    }

    @Test
    void theServerKeepsDataSafelyAndListensOnlyHere() throws Exception {
        assertThat(query(
                        postgres,
                        "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN"
                                + " ('fsync', 'listen_addresses', 'unix_socket_directories',"
                                + " 'password_encryption')"))
                .isEqualTo("on 127.0.0.1 scram-sha-256 ");
        assertThat(query(
                        postgres,
                        "SELECT count(*) FROM pg_hba_file_rules "
                                + "WHERE auth_method <> 'scram-sha-256' OR error IS NOT NULL"))
                .isEqualTo("0");
    }

    @Test
    void textSortsByCodePointAndKnowsAllLetters() throws Exception {
        assertThat(query(
                        postgres,
                        "SELECT string_agg(w, ' ' ORDER BY w) || upper('é') FROM unnest('{b,ä,Z,a}'::text[]) w"))
                .isEqualTo("Z a b äÉ");
    }

    @Test
    void thePasswordIsRequiredAndKeptInOneFileOnly() throws Exception {
        String password = postgres.password().reveal();
        assertThat(password).hasSizeGreaterThan(30);
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "orders", "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "postgres"))
                .isInstanceOf(SQLException.class);
        assertThat(postgres.passwordFile()).content().isEqualTo("127.0.0.1:*:*:*:" + password + "\n");
        assertThat(postgres.toString()).doesNotContain(password);
        assertThat(filesWith(password)).containsExactly(postgres.passwordFile());
    }

    @Test
    void thePsqlLineWorksInAShell() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/psql")), "psql is installed");
        Process shell = new ProcessBuilder("sh", "-c", postgres.psqlLine() + " -Atc 'SELECT 6 * 7'")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes()).strip()).isEqualTo("42");
    }

    @Test
    void theServerIsOutOfReachOfCtrlC() throws Exception {
        String pid = Long.toString(LocalFixture.serverPid(directory));
        Process ps = new ProcessBuilder("ps", "-o", "pgid=,sid=", "-p", pid).start();
        assertThat(new String(ps.getInputStream().readAllBytes()).strip().split("\\s+"))
                .containsExactly(pid, pid);
        assertThat(postgres.startedHere()).isTrue();
    }

    private List<Path> filesWith(String text) throws Exception {
        try (var files = Files.walk(directory.toRealPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lease") && !file.endsWith("control.lock"))
                    .filter(file -> LocalFixture.text(file).contains(text))
                    .toList();
        }
    }
}
