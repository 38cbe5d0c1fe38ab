package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
class SchemasTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
        folder.with("V1__t.sql", "CREATE TABLE t (a int);");
    }

    @Test
    void createsTheSchemasAndWorksInTheFirst(TestDatabase database) {
        Runs runs = new Runs(database, folder).with("schemas", "app,audit");
        runs.migrate();

        assertThat(database.has("app.t")).isTrue();
        assertThat(database.has("app.flyway_schema_history")).isTrue();
        assertThat(database.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'"))
                .isEqualTo("1");
        assertThat(runs.info().home()).isEqualTo("app");
        assertThat(runs.migrate().applied()).isEmpty();
    }

    @Test
    void worksInTheDefaultSchemaWhenItIsGiven(TestDatabase database) {
        new Runs(database, folder)
                .with("schemas", "app,audit")
                .with("defaultSchema", "audit")
                .with("table", "history")
                .migrate();

        assertThat(database.has("audit.t")).isTrue();
        assertThat(database.has("audit.history")).isTrue();
        assertThat(database.has("app.t")).isFalse();
    }

    @Test
    void createsNoSchemaWhenToldNotTo(TestDatabase database) {
        database.execute("CREATE SCHEMA app");
        Runs runs = new Runs(database, folder)
                .with("schemas", "app,audit")
                .with("defaultSchema", "log")
                .with("createSchemas", "false");
        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.SCHEMA_MISSING);
        assertThat(failure.problem().what()).endsWith(": audit, log");
        assertThat(database.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'"))
                .isEqualTo("0");

        database.execute("CREATE SCHEMA audit", "CREATE SCHEMA log");
        runs.migrate();
        assertThat(database.has("log.t")).isTrue();
    }

    @Test
    void recordsWhoAppliedAMigration(TestDatabase database) {
        new Runs(database, folder).with("installedBy", "jane").migrate();

        assertThat(database.value("SELECT installed_by FROM flyway_schema_history WHERE version = '1'"))
                .isEqualTo("jane");
    }

    @Test
    void leavesAnotherSearchPathToTheNextMigration(TestDatabase database) {
        folder.with(
                        "V2__dump.sql",
                        "SELECT pg_catalog.set_config('search_path', '', false);",
                        "CREATE TABLE public.u (a int);")
                .with("V3__view.sql", "CREATE VIEW public.v AS SELECT * FROM public.u;");
        new Runs(database, folder).migrate();

        assertThat(database.rows("SELECT version FROM flyway_schema_history ORDER BY 1"))
                .containsExactly("1", "2", "3");
    }
}
