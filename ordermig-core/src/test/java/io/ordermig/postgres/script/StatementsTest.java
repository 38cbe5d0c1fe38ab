package io.ordermig.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.postgres.script.Statements.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX CONCURRENTLY i ON t (a) | CREATE INDEX CONCURRENTLY",
                "create unique index concurrently i on t (a) | CREATE INDEX CONCURRENTLY",
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a) | CREATE INDEX CONCURRENTLY",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a) | CREATE INDEX CONCURRENTLY",
                "CREATE INDEX CONCURRENTLY ON t (a) | CREATE INDEX CONCURRENTLY",
                "CREATE /* why */ INDEX -- not↵ CONCURRENTLY i ON t (a) | CREATE INDEX CONCURRENTLY",
                "DROP INDEX CONCURRENTLY i | DROP INDEX CONCURRENTLY",
                "DROP INDEX CONCURRENTLY IF EXISTS s.i CASCADE | DROP INDEX CONCURRENTLY",
                "REINDEX INDEX CONCURRENTLY i | REINDEX CONCURRENTLY",
                "REINDEX TABLE CONCURRENTLY t | REINDEX CONCURRENTLY",
                "REINDEX (VERBOSE) TABLE CONCURRENTLY t | REINDEX CONCURRENTLY",
                "REINDEX (CONCURRENTLY) INDEX i | REINDEX CONCURRENTLY",
                "REINDEX (CONCURRENTLY, VERBOSE) TABLE t | REINDEX CONCURRENTLY",
                "REINDEX (VERBOSE, TABLESPACE fast, CONCURRENTLY true) INDEX i | REINDEX CONCURRENTLY",
                "REINDEX SCHEMA s | REINDEX SCHEMA",
                "REINDEX SCHEMA CONCURRENTLY s | REINDEX SCHEMA",
                "REINDEX DATABASE d | REINDEX DATABASE",
                "REINDEX (VERBOSE) SYSTEM d | REINDEX SYSTEM",
                "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY | DETACH PARTITION … CONCURRENTLY",
                "ALTER TABLE IF EXISTS s.p DETACH PARTITION s.\"p 1\" CONCURRENTLY | DETACH PARTITION … CONCURRENTLY",
                "VACUUM | VACUUM",
                "VACUUM t | VACUUM",
                "VACUUM (FULL, ANALYZE) t (a) | VACUUM",
                "VACUUM FULL VERBOSE t | VACUUM",
                "ALTER TYPE mood ADD VALUE 'ok' | ALTER TYPE … ADD VALUE",
                "ALTER TYPE s.\"Mood\" ADD VALUE IF NOT EXISTS 'ok' BEFORE 'sad' | ALTER TYPE … ADD VALUE",
                "CREATE DATABASE d | CREATE DATABASE",
                "DROP DATABASE IF EXISTS d | DROP DATABASE",
                "ALTER DATABASE d SET TABLESPACE fast | ALTER DATABASE … SET TABLESPACE",
                "CREATE TABLESPACE fast LOCATION '/x' | CREATE TABLESPACE",
                "DROP TABLESPACE fast | DROP TABLESPACE",
                "ALTER SYSTEM SET work_mem = '1MB' | ALTER SYSTEM",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p | CREATE SUBSCRIPTION",
                "DROP SUBSCRIPTION s | DROP SUBSCRIPTION",
                "ALTER SUBSCRIPTION s REFRESH PUBLICATION | ALTER SUBSCRIPTION",
                "ALTER SUBSCRIPTION s SET PUBLICATION p | ALTER SUBSCRIPTION",
                "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = true) | ALTER SUBSCRIPTION",
                "ALTER SUBSCRIPTION s SET (failover = true) | ALTER SUBSCRIPTION",
                "CLUSTER | CLUSTER",
                "CLUSTER VERBOSE | CLUSTER",
                "DISCARD ALL | DISCARD ALL",
            })
    void knowsTheStatementsThatPostgresRefusesInATransaction(String sql, String name) {
        String text = sql.replace("↵", "\n");
        assertThat(Statements.nonTransactional(text)).contains(name);
        assertThat(Statements.nonTransactional("-- a comment\n/* another */\n" + text))
                .contains(name);
        assertThat(NonTransactional.mayBeIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON t (a)",
                "CREATE INDEX concurrently_built ON t (a)",
                "CREATE INDEX \"CONCURRENTLY\" ON t (a)",
                "CREATE INDEX i ON t (concurrently)",
                "CREATE TABLE t (concurrently boolean, vacuum text)",
                "COMMENT ON INDEX i IS 'CREATE INDEX CONCURRENTLY'",
                "INSERT INTO notes VALUES ('VACUUM t; REINDEX TABLE CONCURRENTLY t;')",
                "CREATE INDEX i ON t (a) -- not CONCURRENTLY",
                "CREATE INDEX /* CONCURRENTLY */ i ON t (a)",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'VACUUM t'; END $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $body$ CREATE INDEX CONCURRENTLY i ON t (a) $body$",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                "REINDEX TABLE t",
                "REINDEX INDEX system",
                "REINDEX (VERBOSE) INDEX i",
                "REINDEX TABLE \"concurrently\"",
                "ALTER TABLE p DETACH PARTITION p1",
                "ALTER TABLE p DETACH PARTITION p1 FINALIZE",
                "ALTER TABLE p ATTACH PARTITION p1 DEFAULT",
                "ALTER TYPE mood RENAME VALUE 'a' TO 'b'",
                "ALTER TYPE pair ADD ATTRIBUTE value int",
                "ALTER DATABASE d SET work_mem = '1MB'",
                "ALTER SUBSCRIPTION s DISABLE",
                "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)",
                "CLUSTER t USING i",
                "CLUSTER VERBOSE t",
                "DISCARD PLANS",
                "ANALYZE t",
                "SELECT $1, a$b$c FROM vacuum",
                "",
            })
    void isNotTakenInByWhatOnlyLooksLikeOne(String sql) {
        assertThat(Statements.nonTransactional(sql)).isEmpty();
    }

    @Test
    void cutsWhereTheServerWould() {
        assertThat(Statements.of("""
                        -- tables
                        CREATE TABLE t (a text DEFAULT ';'); INSERT INTO t VALUES ('it''s; fine');

                        /* a comment; /* nested; */ */
                        CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
                        BEGIN
                          PERFORM 1;
                          PERFORM 2;
                        END $$;

                        CREATE FUNCTION g() RETURNS int LANGUAGE sql
                        BEGIN ATOMIC
                          SELECT 1;
                          SELECT CASE WHEN true THEN 2 END;
                        END;
                        SELECT "a;b" FROM v; ;
                        CREATE RULE r AS ON INSERT TO t DO ALSO (
                          INSERT INTO u VALUES (1);
                          INSERT INTO u VALUES (2);
                        );
                        BEGIN;
                        COMMIT;
                        -- the end
                        """)).extracting(Statement::line).containsExactly(2, 2, 5, 11, 16, 17, 21, 22);
    }

    @Test
    void leavesOutTheRowsOfACopyAndKeepsTheLinesRight() {
        List<Statement> statements = Statements.of("""
                CREATE TABLE t (a text);
                COPY t (a)
                  FROM STDIN
                  WITH (FORMAT text);
                it's one; two
                "three
                \\.

                INSERT INTO t VALUES ('x');
                COPY t FROM STDIN;
                $$
                \\.
                SELECT 1;
                """);

        assertThat(statements).extracting(Statement::line).containsExactly(1, 2, 9, 10, 13);
        assertThat(statements.get(2).sql()).contains("INSERT INTO t");
    }

    @Test
    void countsLinesWithWindowsLineEnds() {
        assertThat(Statements.of("SELECT 1;\r\n\r\n-- two\r\nSELECT 2;\r\n"))
                .extracting(Statement::line)
                .containsExactly(1, 4);
    }

    @Test
    void takesATextWithAnOpenQuoteAsOneStatement() {
        assertThat(Statements.of("SELECT 1;\nSELECT 'open;\nSELECT 2;")).hasSizeBetween(1, 2);
    }

    @Test
    void countsEachCopyOfTheSameStatement() {
        assertThat(Statements.of("SELECT 1;\nSELECT 1;\n\nSELECT 1;"))
                .extracting(Statement::line)
                .containsExactly(1, 2, 4);
    }

    @Test
    void shortensForPeople() {
        assertThat(Statements.shortened("-- why\n  UPDATE t\n     SET a = 1\n", 300))
                .isEqualTo("UPDATE t SET a = 1");
        assertThat(Statements.shortened("UPDATE t SET a = 1", 10)).isEqualTo("UPDATE t …");
        assertThat(Statements.shortened("-- nothing else", 10)).isEmpty();
    }
}
