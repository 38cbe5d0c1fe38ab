package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.ConfigProblem;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.Jars;
import io.ordermig.testing.JavaSources;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Flyway's callbacks, as files and as classes. */
@ExtendWith(PostgresExtension.class)
class CallbacksTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder(TestDatabase database) {
        folder = new MigrationFolder(temp);
        folder.with("sql/V1__t.sql", "-- ordermig:verify SELECT count(*) = 0 FROM t", "CREATE TABLE t (a int);")
                .with("sql/V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (a);")
                .with("sql/R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS a;");
        database.execute("CREATE SCHEMA log", "CREATE TABLE log.called (id serial, name text)");
    }

    private Runs runs(TestDatabase database) {
        return new Runs(database, folder).with("locations", "filesystem:" + temp.resolve("sql"));
    }

    private static String log(String name) {
        return "INSERT INTO log.called (name) VALUES ('" + name + "');";
    }

    private static String called(TestDatabase database) {
        return String.join(" ", database.rows("SELECT name FROM log.called ORDER BY id"));
    }

    @Test
    void areRunFromFilesBesideTheMigrations(TestDatabase database) {
        folder.with("sql/beforeMigrate.sql", log("before"))
                .with("sql/beforeEachMigrate.sql", log("each"))
                .with("sql/beforeRepeatables.sql", log("repeatables"))
                .with("sql/afterVersioned.sql", log("versioned"))
                .with("sql/afterMigrate__1.sql", log("after1"))
                .with("sql/afterMigrate__2.sql", log("after${n}"))
                .with("sql/afterMigrateError.sql", log("error"));
        Runs runs = runs(database).placeholder("n", "2");
        runs.migrate();

        assertThat(called(database)).isEqualTo("before each each versioned repeatables each after1 after2");
        assertThat(database.has("i")).isTrue();
        assertThat(runs.events().of(RunEvent.VerificationFinished.class)).hasSize(1);
    }

    @Test
    void areRunFromTheirOwnLocation(TestDatabase database) {
        folder.with("sql/beforeMigrate.sql", log("wrong")).with("calls/beforeMigrate.sql", log("right"));
        runs(database)
                .with("callbackLocations", "filesystem:" + temp.resolve("calls"))
                .migrate();

        assertThat(called(database)).isEqualTo("right");
    }

    @Test
    void areLeftOutWhenToldTo(TestDatabase database) {
        folder.with("sql/beforeMigrate.sql", log("before"));
        runs(database).with("skipDefaultCallbacks", "true").migrate();

        assertThat(called(database)).isEmpty();
    }

    @Test
    void stopTheRunWhenTheyFail(TestDatabase database) {
        folder.with("sql/beforeEachMigrate.sql", "SELECT no_such_function();");
        OrdermigException failure = Runs.failureOf(runs(database)::migrate);

        assertThat(failure.problem().details().toString()).contains("no_such_function");
        assertThat(database.has("t")).isFalse();
    }

    @Test
    void areRunAfterAFailureToo(TestDatabase database) {
        folder.with("sql/V3__broken.sql", "SELECT 1/0;").with("sql/afterMigrateError.sql", log("error"));
        Runs.failureOf(runs(database)::migrate);

        assertThat(called(database)).isEqualTo("error");
    }

    private static String callback(String name) {
        return """
               package %s;
               import org.flywaydb.core.api.callback.*;
               public class %s extends BaseCallback {
                   @Override
                   public boolean supports(Event event, Context context) {
                       return event == Event.AFTER_EACH_MIGRATE;
                   }
                   @Override
                   public void handle(Event event, Context context) {
                       try (var statement = context.getConnection().createStatement()) {
                           statement.execute("INSERT INTO log.called (name) VALUES ('%s')");
                       } catch (java.sql.SQLException e) {
                           throw new IllegalStateException(e);
                       }
                   }
               }
               """.formatted(name.substring(0, name.lastIndexOf('.')), name.substring(name.lastIndexOf('.') + 1), name);
    }

    @Test
    void areCreatedFromClassesThatAreNamed(TestDatabase database) throws IOException {
        Path compiled =
                JavaSources.compile(temp.resolve("classes"), Map.of("com.example.Log", callback("com.example.Log")));
        try (URLClassLoader classes = Jars.loader(compiled)) {
            Runs runs = runs(database).classes(classes).with("callbacks", "com.example.Log");
            runs.migrate();

            assertThat(called(database)).isEqualTo("com.example.Log com.example.Log com.example.Log");
            assertThat(runs.events().of(RunEvent.MigrationFinished.class)).hasSize(3);
        }
    }

    /** Flyway drops the callbacks it was given, ours among them, when it finds classes in this package. */
    @Test
    void doNotReplaceTheVerificationsWhenTheyAreFoundInTheirDefaultPackage(TestDatabase database) throws IOException {
        folder.with("sql/V3__u.sql", "-- ordermig:verify SELECT false", "CREATE TABLE u (a int);");
        Path compiled =
                JavaSources.compile(temp.resolve("classes"), Map.of("db.callback.Log", callback("db.callback.Log")));
        try (URLClassLoader classes = Jars.loader(compiled)) {
            Runs runs = runs(database).classes(classes);
            OrdermigException failure = Runs.failureOf(runs::migrate);

            assertThat(failure.problem().code()).isEqualTo(PostgresProblem.NOT_VERIFIED);
            assertThat(called(database)).isEqualTo("db.callback.Log db.callback.Log");
        }
    }

    @Test
    void areRefusedWhenThereIsNoSuchClass(TestDatabase database) {
        OrdermigException failure = Runs.failureOf(runs(database).with("callbacks", "com.example.Lgo")::migrate);

        assertThat(failure.problem().code()).isEqualTo(ConfigProblem.INVALID_VALUE);
        assertThat(failure.problem().details().toString()).contains("com.example.Lgo");
    }
}
