package io.ordermig.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.config.Settings;
import io.ordermig.problem.OrdermigException;
import io.ordermig.script.Phase;
import io.ordermig.script.ScriptProblem;
import io.ordermig.testing.Jars;
import io.ordermig.testing.MigrationFolder;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptCatalogTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
        settings.put("baseFolder", temp.toString());
    }

    private ScriptCatalog scan(String locations) {
        return scan(locations, getClass().getClassLoader());
    }

    private ScriptCatalog scan(String locations, ClassLoader classes) {
        settings.put("locations", locations);
        Settings read = Settings.of(settings);
        ScriptsConfig config = ScriptsConfig.from(read);
        read.check();
        return ScriptCatalog.scan(config, classes, name -> name.equals("beforeMigrate"));
    }

    private OrdermigException failure(String locations) {
        return catchThrowableOfType(OrdermigException.class, () -> scan(locations));
    }

    @Test
    void findsFilesInAFolderAndBelowIt() {
        folder.with("sql/V1__a.sql", "SELECT 1;")
                .with("sql/orders/V2__b.sql", "SELECT 2;")
                .with("other/V3__c.sql", "");

        ScriptCatalog catalog = scan("filesystem:sql");

        assertThat(catalog.served()).extracting(ScriptFile::path).containsExactly("V1__a.sql", "orders/V2__b.sql");
        assertThat(catalog.file("orders/V2__b.sql").orElseThrow().text()).isEqualTo("SELECT 2;\n");
        assertThat(catalog.file("orders/V2__b.sql").orElseThrow().origin())
                .isEqualTo(temp.resolve("sql/orders/V2__b.sql").toString());
        assertThat(catalog.file("orders/V2__b.sql").orElseThrow().name()).isEqualTo("V2__b.sql");
    }

    @Test
    void findsFilesThroughLinksAndPassesOverHiddenFolders() throws IOException {
        folder.with("real/V1__a.sql", "SELECT 1;").with("real/.git/V9__old.sql", "SELECT 9;");
        folder.with("more/V2__b.sql", "SELECT 2;");
        Files.createSymbolicLink(temp.resolve("linked"), temp.resolve("real"));
        Files.createSymbolicLink(temp.resolve("real/more"), temp.resolve("more"));

        assertThat(scan("filesystem:linked").served())
                .extracting(ScriptFile::path)
                .containsExactly("V1__a.sql", "more/V2__b.sql");
    }

    @Test
    void refusesAFolderThatContainsItselfByALink() throws IOException {
        folder.with("sql/V1__a.sql", "SELECT 1;");
        Files.createSymbolicLink(temp.resolve("sql/loop"), temp.resolve("sql"));

        OrdermigException failure = failure("filesystem:sql");

        assertThat(failure.problem().code()).isEqualTo(ScriptProblem.LOCATION);
        assertThat(failure.problem().what()).isEqualTo("The location filesystem:sql cannot be read.");
    }

    @Test
    void findsFilesAndClassesInAFolderOfTheClassPath() throws IOException {
        folder.with("classes/db/migration/V1__a.sql", "SELECT 1;")
                .with("classes/db/migration/V2__Java.class", "")
                .with("classes/db/migration/sub/V3__More.class", "")
                .with("classes/other/V4__c.sql", "");
        try (URLClassLoader classes = Jars.loader(temp.resolve("classes"))) {
            ScriptCatalog catalog = scan("classpath:db/migration", classes);

            assertThat(catalog.served()).extracting(ScriptFile::path).containsExactly("V1__a.sql");
            assertThat(catalog.classNames()).containsExactly("db.migration.V2__Java", "db.migration.sub.V3__More");
            assertThat(catalog.missingLocations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsFilesAndClassesInAJarWithAndWithoutFolderEntries(boolean folderEntries) throws IOException {
        Path jar = Jars.write(
                temp.resolve("my orders.jar"),
                folderEntries,
                Map.of(
                        "db/migration/V1__ä.sql",
                        "-- ü\nSELECT 1;",
                        "db/migration/sub/V2__b.sql",
                        "SELECT 2;",
                        "db/migration/V3__Java.class",
                        "",
                        "db/migrations/V4__other.sql",
                        ""));
        try (URLClassLoader classes = Jars.loader(jar)) {
            ScriptCatalog catalog = scan("classpath:db/migration", classes);

            assertThat(catalog.served()).extracting(ScriptFile::path).containsExactly("V1__ä.sql", "sub/V2__b.sql");
            assertThat(catalog.classNames()).containsExactly("db.migration.V3__Java");
            assertThat(catalog.missingLocations()).isEmpty();
            ScriptFile first = catalog.served().get(0);
            assertThat(first.text()).isEqualTo("-- ü\nSELECT 1;");
            assertThat(first.origin()).isEqualTo(jar + "!/db/migration/V1__ä.sql");
        }
        // Nothing keeps the jar open.
        Files.delete(jar);
    }

    @Test
    void appliesWildcardsOnDiskAndOnTheClassPath() throws IOException {
        folder.with("classes/db/orders/sql/V1__a.sql", "")
                .with("classes/db/billing/sql/deep/V2__b.sql", "")
                .with("classes/db/billing/doc/V3__c.sql", "");
        try (URLClassLoader classes = Jars.loader(temp.resolve("classes"))) {
            assertThat(scan("classpath:db/*/sql", classes).served())
                    .extracting(ScriptFile::path)
                    .containsExactly("V1__a.sql", "deep/V2__b.sql");
        }
        assertThat(scan("filesystem:classes/db/*/sql").served())
                .extracting(ScriptFile::path)
                .containsExactly("V1__a.sql", "deep/V2__b.sql");
        assertThat(scan("filesystem:classes/**/V*__*.sql").served()).hasSize(3);
    }

    @Test
    void takesAFileOnceWhenLocationsOverlap() {
        folder.with("sql/sub/V1__a.sql", "");

        assertThat(scan("filesystem:sql,filesystem:sql/sub").served())
                .extracting(ScriptFile::path)
                .containsExactly("sub/V1__a.sql");
    }

    @Test
    void remembersLocationsThatDoNotExist() {
        folder.with("sql/V1__a.sql", "");

        ScriptCatalog catalog = scan("filesystem:sql,filesystem:nowhere,classpath:no/where");

        assertThat(catalog.missingLocations()).containsExactly("filesystem:nowhere", "classpath:no/where");
        assertThat(catalog.served()).hasSize(1);
    }

    @Test
    void refusesMissingLocationsWhenToldTo() {
        settings.put("failOnMissingLocations", "true");

        OrdermigException failure = failure("filesystem:nowhere,classpath:no/where");

        assertThat(failure.problem().code()).isEqualTo(ScriptProblem.LOCATION);
        assertThat(failure.problem().what())
                .isEqualTo("A location does not exist: filesystem:nowhere, classpath:no/where");
    }

    @Test
    void refusesLocationsOfOtherKindsAllAtOnce() {
        OrdermigException failure = failure("s3:bucket/sql,gcs:bucket/sql,filesytem:sql");

        assertThat(failure.problems()).hasSize(3).allMatch(p -> p.code() == ScriptProblem.LOCATION);
        assertThat(failure.problems().get(0).details()).containsExactly("Valid: classpath, filesystem.");
        assertThat(failure.problems().get(2).details()).containsExactly("Did you mean filesystem?");
    }

    @Test
    void doesNotServeInversesAndFindsThemByVersion() {
        folder.with("sql/V1__a.sql", "")
                .with("sql/U1__a.sql", "DROP")
                .with("sql/U2_1__b.sql", "")
                .with("sql/U20240301100000__c.sql", "")
                .with("sql/Users__d.sql", "")
                .with("sql/R__v.sql", "");

        ScriptCatalog catalog = scan("filesystem:sql");

        assertThat(catalog.served())
                .extracting(ScriptFile::path)
                .containsExactly("R__v.sql", "Users__d.sql", "V1__a.sql");
        assertThat(catalog.migrations()).extracting(ScriptFile::path).containsExactly("R__v.sql", "V1__a.sql");
        assertThat(catalog.inverse("1").orElseThrow().path()).isEqualTo("U1__a.sql");
        assertThat(catalog.inverse("2.1").orElseThrow().path()).isEqualTo("U2_1__b.sql");
        assertThat(catalog.inverse("20240301100000")).isPresent();
        assertThat(catalog.inverse("2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"U1__a, 1.0", "U1.0__a, 1", "U01__a, 1", "U1__a, 01", "U1_0_0__a, 1", "U1.10__a, 1.10", "U1_01__a, 1.1"
    })
    void comparesVersionsAsNumbers(String file, String version) {
        folder.with("sql/" + file + ".sql", "");

        assertThat(scan("filesystem:sql").inverse(version)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"U1__a, 10", "U1.1__a, 1.10", "U10__a, 1", "U0__a, 1"})
    void tellsDifferentVersionsApart(String file, String version) {
        folder.with("sql/" + file + ".sql", "");

        assertThat(scan("filesystem:sql").inverse(version)).isEmpty();
    }

    @Test
    void looksForCallbacksInTheirOwnLocationsAlone() {
        folder.with("sql/V1__a.sql", "")
                .with("sql/beforeMigrate.sql", "SELECT 'overlooked';")
                .with("calls/beforeMigrate__notes.sql", "SELECT 'taken';")
                .with("calls/V2__no.sql", "");
        settings.put("callbackLocations", "filesystem:calls,filesystem:nowhere");

        ScriptCatalog catalog = scan("filesystem:sql");

        assertThat(catalog.served())
                .extracting(ScriptFile::path)
                .containsExactlyInAnyOrder("V1__a.sql", "beforeMigrate__notes.sql");
        assertThat(catalog.missingLocations()).containsExactly("filesystem:nowhere");
    }

    @Test
    void readsFilesInTheirEncoding() throws IOException {
        Files.createDirectories(temp.resolve("sql"));
        Files.write(temp.resolve("sql/V1__a.sql"), "-- ß".getBytes(StandardCharsets.ISO_8859_1));
        settings.put("encoding", "ISO-8859-1");

        assertThat(scan("filesystem:sql").served().get(0).text()).isEqualTo("-- ß");
    }

    @Test
    void leavesOutAByteOrderMark() {
        folder.with("sql/V1__a.sql", "\uFEFF-- ordermig:phase expand", "-- ordermig:lock-timeout 1s", "SELECT 1;");

        ScriptFile file = scan("filesystem:sql").served().get(0);

        assertThat(file.text()).startsWith("-- ordermig");
        assertThat(file.header().problems()).isEmpty();
        assertThat(file.header().phase()).contains(Phase.EXPAND);
    }

    @Test
    void saysWhyAFileRunsWithoutATransaction() {
        folder.with("sql/V1__a.sql", "CREATE TABLE t (a int);", "INSERT INTO t VALUES (1);")
                .with("sql/V2__b.sql", "-- ordermig:transaction false", "CREATE INDEX CONCURRENTLY i ON t (a);")
                .with("sql/V3__c.sql", "DROP INDEX CONCURRENTLY i;", "SELECT 1;")
                .with("sql/V4__d.sql", "-- ordermig:transaction true", "ALTER TYPE mood ADD VALUE 'ok';")
                .with("sql/V5__e.sql", "CALL fill();")
                .with("sql/V5__e.sql.conf", "# as Flyway has it", "executeInTransaction = false")
                .with("sql/V6__f.sql", "ALTER TYPE mood ADD VALUE 'so-so';")
                .with("sql/V6__f.sql.conf", "executeInTransaction=true")
                .with("sql/V7__g.sql", "VACUUM t;")
                .with("sql/V7__g.sql.conf", "# executeInTransaction=true is not meant");

        ScriptCatalog catalog = scan("filesystem:sql");

        assertThat(transactionality(catalog, "V1__a.sql").inTransaction()).isTrue();
        assertThat(transactionality(catalog, "V2__b.sql"))
                .isEqualTo(new ScriptFile.Transactionality(
                        "-- ordermig:transaction false", "CREATE INDEX CONCURRENTLY", 1));
        assertThat(transactionality(catalog, "V2__b.sql").concurrent()).isTrue();
        assertThat(transactionality(catalog, "V3__c.sql"))
                .isEqualTo(new ScriptFile.Transactionality("DROP INDEX CONCURRENTLY", "DROP INDEX CONCURRENTLY", 2));
        assertThat(transactionality(catalog, "V4__d.sql").inTransaction()).isTrue();
        assertThat(transactionality(catalog, "V5__e.sql").reason())
                .isEqualTo("executeInTransaction=false in V5__e.sql.conf");
        assertThat(transactionality(catalog, "V6__f.sql").inTransaction()).isTrue();
        assertThat(transactionality(catalog, "V7__g.sql").reason()).isEqualTo("VACUUM");
    }

    private static ScriptFile.Transactionality transactionality(ScriptCatalog catalog, String path) {
        return catalog.file(path).orElseThrow().transactionality();
    }

    @Test
    void namesAFileThatVanished() {
        folder.with("sql/V1__a.sql", "");
        ScriptFile file = scan("filesystem:sql").served().get(0);
        folder.without("sql/V1__a.sql");

        OrdermigException failure = catchThrowableOfType(OrdermigException.class, file::text);

        assertThat(failure.problem().code()).isEqualTo(ScriptProblem.UNREADABLE);
        assertThat(failure.problem().where()).isEqualTo(file.origin());
    }
}
