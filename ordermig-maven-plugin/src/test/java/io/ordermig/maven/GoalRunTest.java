package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole goals in this JVM, with Maven's own classes around them. */
@MojoTest
@ExtendWith(PostgresExtension.class)
class GoalRunTest {

    private static final String NOTHING_LISTENS = "jdbc:postgresql://localhost:1/orders";

    @TempDir
    static Path folders;

    private final Path folder = newFolder();
    private final RecordedLog log = new RecordedLog();
    private TestBuild build = TestBuild.in(folder);

    @Provides
    @SuppressWarnings("unused")
    MavenProject project() {
        return build.project();
    }

    @Provides
    @SuppressWarnings("unused")
    MavenSession session() {
        return build.session();
    }

    @Test
    @MojoParameter(name = "dryRun", value = "true")
    void goalsThatCannotShowWhatTheyWouldDoArePassedOverInADryRun(
            @InjectMojo(goal = "snapshot") SnapshotMojo snapshot,
            @InjectMojo(goal = "baseline") BaselineMojo baseline,
            @InjectMojo(goal = "repair") RepairMojo repair,
            @InjectMojo(goal = "clean") CleanMojo clean,
            @InjectMojo(goal = "dynamo-baseline") DynamoBaselineMojo dynamoBaseline,
            @InjectMojo(goal = "dynamo-repair") DynamoRepairMojo dynamoRepair)
            throws Exception {
        for (AbstractOrdermigMojo goal : List.of(snapshot, baseline, repair, clean, dynamoBaseline, dynamoRepair)) {
            run(goal);
        }

        assertThat(log.lines()).hasSize(6).allMatch(line -> line.contains("is passed over"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @MojoParameter(name = "skip", value = "true")
    void everyGoalDoesNothingWhenItIsSkipped(
            @InjectMojo(goal = "migrate") MigrateMojo migrate,
            @InjectMojo(goal = "info") InfoMojo info,
            @InjectMojo(goal = "validate") ValidateMojo validate,
            @InjectMojo(goal = "baseline") BaselineMojo baseline,
            @InjectMojo(goal = "repair") RepairMojo repair,
            @InjectMojo(goal = "clean") CleanMojo clean,
            @InjectMojo(goal = "local") LocalMojo local,
            @InjectMojo(goal = "find-snapshot") FindSnapshotMojo find,
            @InjectMojo(goal = "restore") RestoreMojo restore,
            @InjectMojo(goal = "dynamo") DynamoMojo dynamo,
            @InjectMojo(goal = "dynamo-undo") DynamoUndoMojo undo)
            throws Exception {
        build.with("ordermig.nonsense", "not even looked at");
        for (AbstractOrdermigMojo goal :
                List.of(migrate, info, validate, baseline, repair, clean, local, find, restore, dynamo, undo)) {
            run(goal);
        }

        assertThat(log.lines())
                .containsOnly("I ordermig is skipped (ordermig.skip).")
                .hasSize(11);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @InjectMojo(goal = "migrate")
    void passesQuietlyOverAModuleThatIsNotConcerned(MigrateMojo migrate) throws Exception {
        build.project().setExecutionRoot(false);

        run(migrate);

        assertThat(log.lines()).allMatch(line -> line.startsWith("D "));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @InjectMojo(goal = "migrate")
    @MojoParameter(name = "lockTimeout", value = "10")
    void failsWithoutAnEnvironmentAndSaysNothingElse(MigrateMojo migrate) {
        assertThatThrownBy(() -> run(migrate))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("[config/environment-missing]")
                .hasMessageNotContaining("lockTimeout");
    }

    @Test
    @InjectMojo(goal = "migrate")
    @MojoParameter(name = "environment", value = "production")
    void failsWhenProfileAndParameterDisagree(MigrateMojo migrate) {
        build.requested("env=staging").active("env=staging");

        assertThatThrownBy(() -> run(migrate))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The profile says staging, the parameter ordermig.environment says production.");
    }

    @Test
    @InjectMojo(goal = "migrate")
    @MojoParameter(name = "environment", value = "staging")
    @MojoParameter(name = "lockTimeout", value = "10")
    @MojoParameter(name = "sslMode", value = "verify-fulll")
    void findsAllThatIsWrongAtOnce(MigrateMojo migrate) {
        build.with("ordermig.targett", "3");

        assertThatThrownBy(() -> run(migrate))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("4 problems:")
                .hasMessageContaining("Did you mean ordermig.target?")
                .hasMessageContaining("There is no JDBC URL to connect to. [config/missing-value]")
                .hasMessageContaining("Set <url> (-Dordermig.url) to jdbc:postgresql://<host>:5432/<database>")
                .hasMessageContaining("The value of lockTimeout cannot be used: 10")
                .hasMessageContaining("Did you mean verify-full?");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @InjectMojo(goal = "migrate")
    @MojoParameter(name = "environment", value = "staging")
    @MojoParameter(name = "url", value = NOTHING_LISTENS + "?password=it-secret")
    @MojoParameter(name = "password", value = "it-secret")
    void breaksTheBuildWhenTheServerCannotBeReached(MigrateMojo migrate) throws IOException {
        Throwable thrown = catchThrowable(() -> run(migrate));

        assertThat(thrown)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("Nothing answers at the address of the server. [connection/unreachable]")
                .hasMessageContaining("Set <connectRetries> (-Dordermig.connectRetries) to 10");
        assertThat(thrown).hasStackTraceContaining("org.postgresql.util.PSQLException.<init>");
        assertThat(log.lines()).noneMatch(line -> line.contains("it-secret"));
        assertThat(thrown.toString() + thrown.getCause()).doesNotContain("it-secret");
        assertThat(folder.resolve("target/ordermig/migration-report.json"))
                .content()
                .contains("\"connection/unreachable\"")
                .doesNotContain("it-secret");
    }

    /** Regression: a relative folder was below the place where Maven was started. */
    @Test
    @InjectMojo(goal = "migrate")
    @MojoParameter(name = "environment", value = "staging")
    @MojoParameter(name = "url", value = NOTHING_LISTENS)
    @MojoParameter(name = "reportFolder", value = "out/reports")
    void writesTheReportBelowTheProject(MigrateMojo migrate) {
        assertThatThrownBy(() -> run(migrate)).isInstanceOf(MojoExecutionException.class);

        assertThat(folder.resolve("out/reports/migration-report.json")).exists();
    }

    @Test
    @InjectMojo(goal = "local")
    @MojoParameter(name = "environment", value = "staging")
    void localRefusesAnyOtherEnvironment(LocalMojo local) {
        assertThatThrownBy(() -> run(local))
                .hasMessageContaining("The goal local is for the environment local, not for staging.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @InjectMojo(goal = "migrate")
    @MojoParameter(name = "environment", value = "test")
    @MojoParameter(name = "locations", value = "filesystem:sql")
    void migratesAndThenFindsNothingToDo(MigrateMojo migrate, TestDatabase database) throws Exception {
        Files.createDirectories(folder.resolve("sql"));
        Files.writeString(folder.resolve("sql/V1__create_orders.sql"), "CREATE TABLE orders (id bigint PRIMARY KEY);");
        connect(migrate, database);
        set(AbstractRestorePointMojo.class, migrate, "snapshotSkip", "true");

        run(migrate);
        run(migrate);

        assertThat(database.has("orders")).isTrue();
        assertThat(log.lines())
                .contains("I   1/1  1 create orders  " + took("1/1") + ", 0 rows")
                .anyMatch(line -> line.startsWith("I Applied 1 migration in "))
                .contains("I Nothing to do: the schema is at version 1.")
                .contains("I Report: " + folder.resolve("target/ordermig/migration-report.json"));
        assertThat(build.project().getProperties().stringPropertyNames())
                .noneMatch(name -> name.startsWith("ordermig."));
    }

    private String took(String place) {
        return log.lines().stream()
                .filter(line -> line.contains(place))
                .map(line -> line.replaceAll(".*  ([^ ]+ [a-z]+), .*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    private static void connect(AbstractPostgresMojo goal, TestDatabase database) throws ReflectiveOperationException {
        set(goal, "url", database.url());
        set(goal, "user", database.user());
        set(goal, "password", database.password());
    }

    private static void set(AbstractPostgresMojo goal, String name, String value) throws ReflectiveOperationException {
        set(AbstractPostgresMojo.class, goal, name, value);
    }

    private static void set(Class<?> declaring, AbstractPostgresMojo goal, String name, String value)
            throws ReflectiveOperationException {
        var field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        field.set(goal, value);
    }

    private void run(AbstractOrdermigMojo goal) throws Exception {
        goal.setLog(log);
        goal.execute();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(folders, "project");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
