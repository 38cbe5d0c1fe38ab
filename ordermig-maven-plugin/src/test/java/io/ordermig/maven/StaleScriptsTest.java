package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.Settings;
import io.ordermig.problem.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.maven.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleScriptsTest {

    private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(60);

    @TempDir
    Path folder;

    private final Settings settings = new Settings();
    private final Resource resource = new Resource();
    private TestBuild build;

    @BeforeEach
    void aProjectWithResources() {
        build = TestBuild.in(folder);
        resource.setDirectory(folder.resolve("src/main/resources").toString());
        build.project().addResource(resource);
    }

    @Test
    void isContentWithWhatWasBuilt() throws IOException {
        source("db/migration/V1__one.sql", "SELECT 1;", EARLY);
        built("db/migration/V1__one.sql", "SELECT 1;", LATE);

        assertThat(text()).isEmpty();
    }

    @Test
    void findsAFileThatWasNotBuilt() throws IOException {
        source("db/migration/orders/V1__one.sql", "SELECT 1;", EARLY);

        assertThat(text())
                .contains("The project was not built since its migration files were written. [scripts/stale]")
                .contains("not there: orders/V1__one.sql")
                .contains("mvn process-classes ordermig:");
    }

    @Test
    void findsAFileThatWasChangedSince() throws IOException {
        built("db/migration/V1__one.sql", "SELECT 1;", EARLY);
        source("db/migration/V1__one.sql", "SELECT 2;", LATE);

        assertThat(text()).contains("older than its source: V1__one.sql");
    }

    @Test
    void isContentWithAFileThatWasOnlyTouched() throws IOException {
        built("db/migration/V1__one.sql", "SELECT 1;", EARLY);
        source("db/migration/V1__one.sql", "SELECT 1;", LATE);

        assertThat(text()).isEmpty();
    }

    /** Regression: a note beside the migrations stopped the run when the build left it out. */
    @Test
    void asksForMigrationsAlone() throws IOException {
        source("db/migration/.DS_Store", "", LATE);
        source("db/migration/README.md", "notes", LATE);

        assertThat(text()).isEmpty();
    }

    @Test
    void knowsOtherSuffixes() throws IOException {
        settings.put("sqlMigrationSuffixes", ".ddl");
        source("db/migration/V1__one.ddl", "SELECT 1;", EARLY);

        assertThat(text()).contains("not there: V1__one.ddl");
    }

    /** Regression: files that a resource excludes were missed. */
    @Test
    void leavesWhatAResourceLeavesOut() throws IOException {
        resource.addExclude("**/V9*");
        source("db/migration/V9__draft.sql", "SELECT 1;", EARLY);

        assertThat(text()).isEmpty();
    }

    @Test
    void looksAtTheLocationsOfTheProject() throws IOException {
        settings.put("locations", "classpath:sql/*/tables,filesystem:src/main/resources/db/migration");
        source("db/migration/V1__one.sql", "SELECT 1;", EARLY);
        source("sql/orders/tables/V2__two.sql", "SELECT 2;", EARLY);

        assertThat(text()).contains("not there: orders/tables/V2__two.sql").doesNotContain("V1__one");
    }

    @Test
    void showsAFewOfMany() throws IOException {
        for (int version = 1; version <= 7; version++) {
            source("db/migration/V" + version + "__x.sql", "SELECT 1;", EARLY);
        }

        assertThat(text()).contains("V5__x.sql").contains("and 2 more").doesNotContain("V6__x.sql");
    }

    private void source(String name, String text, Instant at) throws IOException {
        write(folder.resolve("src/main/resources").resolve(name), text, at);
    }

    private void built(String name, String text, Instant at) throws IOException {
        write(folder.resolve("target/classes").resolve(name), text, at);
    }

    private static void write(Path file, String text, Instant at) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private String text() {
        StaleScripts.ofPostgres(build.project()).check(settings);
        return settings.problems().stream().map(p -> p.text(Vocabulary.NEUTRAL)).collect(Collectors.joining("\n"));
    }
}
