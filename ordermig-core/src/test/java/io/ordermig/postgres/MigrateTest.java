package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.MigrationRef;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class MigrateTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    @Test
    void appliesAllPendingMigrationsAndThenNothing(TestDatabase database) {
        folder.with("V1__create_orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);")
                .with("V2__seed.sql", "INSERT INTO orders SELECT generate_series(1, 5);", "UPDATE orders SET id = id + 10;")
                .with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT * FROM orders;");
        Runs runs = new Runs(database, folder);

        PostgresEngine.MigrateOutcome first = runs.migrate();
        PostgresEngine.MigrateOutcome second = runs.migrate();

        assertThat(first.applied()).extracting(MigrationRef::version).containsExactly("1", "2", "");
        assertThat(first.after()).isEqualTo("2");
        assertThat(second.applied()).isEmpty();
        assertThat(second.before()).isEqualTo("2");
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("5");
    }

    @Test
    void namesFileLineAndStatementOfASyntaxError(TestDatabase database) {
        folder.with("V1__ok.sql", "CREATE TABLE t (a int);")
                .with(
                        "V2__broken.sql",
                        "-- a comment",
                        "INSERT INTO t VALUES (1);",
                        "INSERT INTO t VALUES (2);",
                        "",
                        "-- another",
                        "INSERT INTO t",
                        "  VALEUS (3);");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_FAILED);
        assertThat(failure.problem().where()).endsWith("V2__broken.sql, line 7, statement 3");
        assertThat(failure.problem().changed()).contains("1 migration is applied").contains("was rolled back whole");
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void runsAConcurrentIndexWithoutAConfFile(TestDatabase database) {
        folder.with("V1__t.sql", "CREATE TABLE t (a int);")
                .with("V2__i.sql", "-- why", "CREATE INDEX CONCURRENTLY t_a ON t (a);")
                .with("V3__r.sql", "REINDEX INDEX CONCURRENTLY t_a;")
                .with("V4__v.sql", "VACUUM t;");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        assertThat(database.has("t_a")).isTrue();
    }

    @Test
    void rollsBackWhenAVerificationIsFalse(TestDatabase database) {
        folder.with("V1__t.sql", "-- ordermig:verify SELECT count(*) = 2 FROM t", "CREATE TABLE t (a int);");
        OrdermigException failure = Runs.failureOf(new Runs(database, folder)::migrate);
        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.NOT_VERIFIED);
        assertThat(database.has("t")).isFalse();
    }
}
