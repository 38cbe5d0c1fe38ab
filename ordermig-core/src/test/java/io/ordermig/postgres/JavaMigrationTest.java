package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Inventory;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.testing.Jars;
import io.ordermig.testing.JavaSources;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that are classes of the project. */
@ExtendWith(PostgresExtension.class)
class JavaMigrationTest {

    @TempDir
    Path temp;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private MigrationFolder folder;
    private URLClassLoader classes;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
        folder.with("V1__t.sql", "-- ordermig:irreversible it is a test", "CREATE TABLE t (a int PRIMARY KEY);");
    }

    @AfterEach
    void close() throws IOException {
        if (classes != null) {
            classes.close();
        }
    }

    /** A class with a body for its method {@code migrate}. */
    private JavaMigrationTest migration(String name, String body) {
        return source(name, """
                public class %s extends BaseJavaMigration {
                    @Override
                    public void migrate(Context context) throws Exception {
                        Connection connection = context.getConnection();
                        try (Statement statement = connection.createStatement()) {
                            %s
                        }
                    }
                }
                """.formatted(name, body));
    }

    private JavaMigrationTest source(String name, String text) {
        sources.put("db.migration." + name, """
                package db.migration;
                import java.sql.*;
                import org.flywaydb.core.api.migration.*;
                """ + text);
        return this;
    }

    private Runs runs(TestDatabase database) {
        classes = Jars.loader(JavaSources.compile(temp.resolve("classes"), sources));
        return new Runs(database, folder)
                .classes(classes)
                .with("locations", folder.location() + ",classpath:db/migration");
    }

    @Test
    void runsBetweenTheFilesInOrder(TestDatabase database) {
        folder.with("V3__more.sql", "INSERT INTO t SELECT max(a) + 1 FROM t;");
        migration("V2__Rows", "statement.executeUpdate(\"INSERT INTO t VALUES (1), (2)\");");
        migration("R__View", "statement.execute(\"CREATE OR REPLACE VIEW v AS SELECT * FROM t\");");
        Runs runs = runs(database);

        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("1", "2", "3", "");
        assertThat(database.rows("SELECT a FROM v ORDER BY 1")).containsExactly("1", "2", "3");
        assertThat(database.rows("SELECT type, script FROM flyway_schema_history WHERE version = '2'"))
                .containsExactly("JDBC|db.migration.V2__Rows");
        assertThat(runs.events().of(RunEvent.MigrationFinished.class).get(1).rows())
                .isEqualTo(2);
        assertThat(runs.migrate().applied()).isEmpty();
    }

    @Test
    void isFoundInAJar(TestDatabase database) throws IOException {
        migration("V2__Rows", "statement.executeUpdate(\"INSERT INTO t VALUES (1)\");");
        Path compiled = JavaSources.compile(temp.resolve("compiled"), sources);
        try (java.util.jar.JarOutputStream jar =
                new java.util.jar.JarOutputStream(Files.newOutputStream(temp.resolve("orders.jar")))) {
            jar.putNextEntry(new java.util.jar.JarEntry("db/migration/V2__Rows.class"));
            jar.write(Files.readAllBytes(compiled.resolve("db/migration/V2__Rows.class")));
            jar.closeEntry();
        }
        classes = Jars.loader(temp.resolve("orders.jar"));
        Runs runs = new Runs(database, folder)
                .classes(classes)
                .with("locations", folder.location() + ",classpath:db/migration");

        assertThat(runs.migrate().applied()).extracting(MigrationRef::version).containsExactly("1", "2");
    }

    @Test
    void isRolledBackWhenItThrows(TestDatabase database) {
        migration("V2__Rows", """
                statement.executeUpdate("INSERT INTO t VALUES (1)");
                throw new IllegalStateException("no such customer");
                """);
        Runs runs = runs(database);
        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.JAVA_FAILED);
        assertThat(failure.problem().where()).isEqualTo("class db.migration.V2__Rows");
        assertThat(failure.problem().details()).containsExactly("java.lang.IllegalStateException: no such customer");
        assertThat(failure.problem().changed()).endsWith("Migration 2 Rows was rolled back whole.");
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    /** Flyway by itself commits the first half when a class that is not there ends a migration. */
    @Test
    void isRolledBackWhenAnErrorEndsIt(TestDatabase database) {
        migration("V2__Rows", """
                statement.executeUpdate("INSERT INTO t VALUES (1)");
                if (true) throw new NoClassDefFoundError("com/example/Missing");
                """);
        OrdermigException failure = Runs.failureOf(runs(database)::migrate);

        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(database.rows("SELECT version FROM flyway_schema_history")).containsExactly("1");
        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.JAVA_FAILED);
        assertThat(failure.problem().details()).containsExactly("java.lang.NoClassDefFoundError: com/example/Missing");
        assertThat(failure.problem().changed()).endsWith("Migration 2 Rows was rolled back whole.");
    }

    @Test
    void quotesNoRowsWhenTheServerRefusesOne(TestDatabase database) {
        migration("V2__Rows", "statement.executeUpdate(\"INSERT INTO t VALUES (4711), (4711)\");");
        OrdermigException failure = Runs.failureOf(runs(database)::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.JAVA_FAILED);
        assertThat(failure.problem().details()).contains("Constraint: t_pkey");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("4711");
        }
    }

    @Test
    void obeysTheLimitsLikeAFile(TestDatabase database) {
        migration("V2__Sleeps", "statement.execute(\"SELECT pg_sleep(600)\");");
        OrdermigException failure = Runs.failureOf(runs(database).with("statementTimeout", "1s")::migrate);

        assertThat(failure.problem().code()).isEqualTo(PostgresProblem.STATEMENT_TIMEOUT);
        assertThat(failure.problem().where()).isEqualTo("class db.migration.V2__Sleeps");
    }

    @Test
    void runsWithoutATransactionWhenItSaysSo(TestDatabase database) {
        source("V2__Index", """
                public class V2__Index extends BaseJavaMigration {
                    @Override
                    public boolean canExecuteInTransaction() {
                        return false;
                    }
                    @Override
                    public void migrate(Context context) throws Exception {
                        try (Statement statement = context.getConnection().createStatement()) {
                            statement.execute("CREATE INDEX CONCURRENTLY i ON t (a)");
                        }
                    }
                }
                """);

        assertThat(runs(database).migrate().applied())
                .extracting(MigrationRef::transactional)
                .containsExactly(true, false);
    }

    @Test
    void isRefusedWithEveryOtherThatCannotBeCreated(TestDatabase database) {
        source(
                "V2__Throws",
                "public class V2__Throws extends BaseJavaMigration {\n"
                        + "  public V2__Throws() { throw new IllegalStateException(\"not today\"); }\n"
                        + "  public void migrate(Context context) {}\n}\n");
        source(
                "V3__Private",
                "public class V3__Private extends BaseJavaMigration {\n"
                        + "  private V3__Private(int a) {}\n  public void migrate(Context context) {}\n}\n");
        source(
                "V4__Static",
                "public class V4__Static extends BaseJavaMigration {\n"
                        + "  static final int A = Integer.parseInt(\"a\");\n  public void migrate(Context context) {}\n}\n");
        source(
                "Misnamed",
                "public class Misnamed extends BaseJavaMigration {\n"
                        + "  public void migrate(Context context) {}\n}\n");
        OrdermigException failure = Runs.failureOf(runs(database)::migrate);

        assertThat(failure.problems()).extracting(Problem::code).containsOnly(PostgresProblem.JAVA_UNUSABLE);
        assertThat(failure.problems())
                .extracting(Problem::where)
                .containsExactly(
                        "class db.migration.Misnamed",
                        "class db.migration.V2__Throws",
                        "class db.migration.V3__Private",
                        "class db.migration.V4__Static");
        assertThat(failure.problems().get(1).details())
                .containsExactly("Its constructor threw: java.lang.IllegalStateException: not today");
        assertThat(failure.problems().get(3).details().get(0)).startsWith("It cannot be initialised: ");
        assertThat(database.has("t")).isFalse();
    }

    @Test
    void isRefusedWhenWhatItNeedsIsNotThere(TestDatabase database) throws IOException {
        source("Base", "public abstract class Base extends BaseJavaMigration {}\n");
        source("V2__Lost", "public class V2__Lost extends Base {\n  public void migrate(Context context) {}\n}\n");
        sources.put("db.migration.Gone", "package db.migration;\npublic class Gone {}\n");
        sources.put("db.migration.Other", "package db.migration;\npublic class Other extends Gone {}\n");
        Runs runs = runs(database);
        Files.delete(temp.resolve("classes/db/migration/Base.class"));
        Files.delete(temp.resolve("classes/db/migration/Gone.class"));

        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problems()).extracting(Problem::where).containsExactly("class db.migration.V2__Lost");
        assertThat(failure.problem().details().get(0)).startsWith("It cannot be loaded: ");
        assertThat(runs.events().of(RunEvent.Warned.class).get(0).text())
                .startsWith(
                        "The class db.migration.Other in a migration location cannot be loaded and is passed over: ");
    }

    @Test
    void leavesOtherClassesAlone(TestDatabase database) {
        source("Rows", "public abstract class Rows extends BaseJavaMigration {}\n");
        sources.put("db.migration.Customer", "package db.migration;\npublic enum Customer { ONE }\n");

        assertThat(runs(database).migrate().applied())
                .extracting(MigrationRef::version)
                .containsExactly("1");
    }

    @Test
    void hasAWayBackWhenItIsUndoable(TestDatabase database) {
        source(
                "V2__There",
                "public class V2__There extends BaseJavaMigration implements"
                        + " io.ordermig.postgres.UndoableMigration {\n  public void migrate(Context context) {}\n"
                        + "  public void undo(Context context) {}\n}\n");
        migration("V3__Here", "");
        Runs runs = runs(database);
        runs.migrate();

        assertThat(runs.info().rows())
                .extracting(Inventory.Row::inverse)
                .containsExactly(Inverse.IRREVERSIBLE, Inverse.PRESENT, Inverse.MISSING);
        OrdermigException failure = Runs.failureOf(runs::validate);
        assertThat(failure.problems()).extracting(Problem::where).containsExactly("class db.migration.V3__Here");
    }
}
