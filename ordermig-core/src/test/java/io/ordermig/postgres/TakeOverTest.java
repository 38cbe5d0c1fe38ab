package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ordermig.event.MigrationRef;
import io.ordermig.testing.Jars;
import io.ordermig.testing.JavaSources;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database that plain Flyway manages is taken over as it is, and given back. */
@ExtendWith(PostgresExtension.class)
class TakeOverTest {

    private static final String ROWS =
            "SELECT version, description, type, script, checksum, success FROM flyway_schema_history ORDER BY installed_rank";

    @TempDir
    Path temp;

    private MigrationFolder folder;
    private URLClassLoader classes;

    @BeforeEach
    void project() throws IOException {
        folder = new MigrationFolder(temp);
        folder.with("sql/V1__create_orders.sql", "CREATE TABLE orders (id int, note text DEFAULT '${note}');")
                .with(
                        "sql/2024/V2_1__seed_orders.sql",
                        "INSERT INTO orders SELECT generate_series(1, 3);",
                        "",
                        "-- end")
                .with("sql/V5__index.sql", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);")
                .with("sql/V6__touch.sql", "UPDATE orders SET note = 'touched';")
                .with("sql/V6__touch.sql.conf", "executeInTransaction=false")
                .with("sql/R__totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT count(*) FROM orders; -- ${note}")
                .with("sql/afterMigrate.sql", "SELECT 1;");
        Files.write(
                temp.resolve("sql/V4__windows.sql"),
                "\uFEFFCREATE TABLE w (a text);\r\nINSERT INTO w VALUES ('ß');".getBytes(StandardCharsets.UTF_8));
        JavaSources.compile(temp.resolve("classes"), Map.of("db.migration.V3__Copy_orders", """
                        package db.migration;
                        import org.flywaydb.core.api.migration.*;
                        public class V3__Copy_orders extends BaseJavaMigration {
                            @Override
                            public Integer getChecksum() {
                                return 42;
                            }
                            @Override
                            public void migrate(Context context) throws Exception {
                                try (var statement = context.getConnection().createStatement()) {
                                    statement.execute("CREATE TABLE copy AS SELECT * FROM orders");
                                }
                            }
                        }
                        """));
        classes = Jars.loader(temp.resolve("classes"));
    }

    @AfterEach
    void close() throws IOException {
        classes.close();
    }

    private String locations() {
        return "filesystem:" + temp.resolve("sql") + ",classpath:db/migration";
    }

    private FluentConfiguration flyway(TestDatabase database, String locations) {
        return Flyway.configure(classes)
                .loggers("slf4j")
                .dataSource(database.url(), database.user(), database.password())
                .locations(locations.split(","))
                .placeholders(Map.of("note", "none"));
    }

    private Runs ordermig(TestDatabase database, String locations) {
        return new Runs(database, folder)
                .classes(classes)
                .with("locations", locations)
                .with("undoRequiredAbove", "100")
                .placeholder("note", "none");
    }

    /** Flyway as it is waits for ever at a CREATE INDEX CONCURRENTLY, so that its users have to say this. */
    private Flyway loaded(FluentConfiguration configuration) {
        configuration
                .getConfigurationExtension(org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    @Test
    void goesOnWhereFlywayStoppedAndFlywayGoesOnAfterwards(TestDatabase database) {
        Flyway flyway = loaded(flyway(database, locations()));
        flyway.migrate();
        List<String> before = database.rows(ROWS);
        assertThat(before).hasSize(7);
        Runs runs = ordermig(database, locations());

        assertThat(runs.validate().validated()).isEqualTo(7);
        assertThat(runs.info().pending()).isEmpty();
        assertThat(runs.migrate().applied()).isEmpty();
        assertThat(runs.repair().actions()).isEmpty();
        assertThat(database.rows(ROWS)).isEqualTo(before);

        folder.with(
                "sql/V7__ours.sql", "-- ordermig:verify SELECT count(*) = 3 FROM orders", "CREATE TABLE ours (a int);");
        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("7");

        assertThatCode(flyway::validate).doesNotThrowAnyException();
        folder.with("sql/V8__theirs.sql", "CREATE TABLE theirs (a int);")
                .with("sql/R__totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT count(*) FROM ours;");
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
        assertThat(runs.validate().validated()).isEqualTo(10);
        assertThat(runs.migrate().applied()).isEmpty();
    }

    @Test
    void writesTheRowsThatFlywayWouldWrite(TestDatabase database) {
        TestDatabase other = TestPostgres.create();
        loaded(flyway(other, locations())).migrate();

        ordermig(database, locations()).migrate();

        assertThat(database.rows(ROWS)).isEqualTo(other.rows(ROWS));
        assertThat(database.rows("SELECT installed_by, installed_rank FROM flyway_schema_history"))
                .isEqualTo(other.rows("SELECT installed_by, installed_rank FROM flyway_schema_history"));
    }

    @Test
    void describesTheHistoryAsFlywayDoes(TestDatabase database) {
        TestDatabase other = TestPostgres.create();
        loaded(flyway(other, locations()).schemas("app", "audit")).migrate();

        ordermig(database, locations()).with("schemas", "app,audit").migrate();

        String columns = "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default"
                + " FROM information_schema.columns WHERE table_schema = 'app' AND table_name = 'flyway_schema_history'"
                + " ORDER BY ordinal_position";
        String rows = ROWS.replace("FROM ", "FROM app.");
        assertThat(database.rows(columns)).isEqualTo(other.rows(columns)).isNotEmpty();
        assertThat(database.rows(rows)).isEqualTo(other.rows(rows)).isNotEmpty();
    }

    /** Patterns that end with two stars alone are left out: Flyway finds nothing there, ordermig all that is below. */
    @Test
    void findsTheFilesThatFlywayFindsByTheSameNames(TestDatabase database) {
        folder.with("wild/orders/sql/V1__a.sql", "SELECT 1;")
                .with("wild/orders/sql/deep/sql/V2__b.sql", "SELECT 2;")
                .with("wild/.hidden/sql/V3__c.sql", "SELECT 3;")
                .with("wild/billing/V4__d.sql", "SELECT 4;")
                .with("classes/wild/orders/sql/V1__a.sql", "SELECT 1;")
                .with("classes/wild/orders/sql/deep/sql/V2__b.sql", "SELECT 2;");
        SoftAssertions all = new SoftAssertions();
        for (String locations : List.of(
                "filesystem:{}/wild",
                "filesystem:{}/wild/*",
                "filesystem:{}/wild/*/sql",
                "filesystem:{}/wild/**/sql",
                "filesystem:{}/wild/o?ders",
                "filesystem:{}/wild/orders/sql/V*.sql",
                "filesystem:{}/wild/**/V*.sql",
                "filesystem:{}/wild,filesystem:{}/wild/orders",
                "classpath:wild",
                "classpath:wild/*/sql",
                "classpath:/wild/**/sql/",
                "wild/orders")) {
            String places = locations.replace("{}", temp.toString());
            List<String> theirs = Arrays.stream(
                            flyway(database, places).load().info().all())
                    .map(MigrationInfo::getScript)
                    .toList();
            List<String> ours = ordermig(database, places).info().rows().stream()
                    .map(row -> row.migration().script())
                    .toList();
            all.assertThat(ours).as(locations).isEqualTo(theirs).isNotEmpty();
        }
        all.assertAll();
    }
}
