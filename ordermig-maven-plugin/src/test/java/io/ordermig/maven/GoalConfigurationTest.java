package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** What stands in a POM arrives under the names of the parameters. */
@MojoTest
class GoalConfigurationTest {

    private static final String POM = "classpath:/poms/orders.xml";

    private final TestBuild build =
            TestBuild.in(Path.of("target/goal-configuration").toAbsolutePath()).with("ordermig.lockTimeout", "9s");

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
    void migrateReadsIts(@InjectMojo(goal = "migrate", pom = POM) MigrateMojo mojo) {
        assertScripts(read("migrate", mojo));
    }

    @Test
    void infoReadsIts(@InjectMojo(goal = "info", pom = POM) InfoMojo mojo) {
        assertScripts(read("info", mojo));
    }

    @Test
    void validateReadsIts(@InjectMojo(goal = "validate", pom = POM) ValidateMojo mojo) {
        assertScripts(read("validate", mojo));
    }

    @Test
    void baselineReadsIts(@InjectMojo(goal = "baseline", pom = POM) BaselineMojo mojo) {
        assertScripts(read("baseline", mojo));
    }

    @Test
    void repairReadsIts(@InjectMojo(goal = "repair", pom = POM) RepairMojo mojo) {
        assertScripts(read("repair", mojo));
    }

    @Test
    @MojoParameter(name = "confirm", value = "orders")
    void cleanReadsIts(@InjectMojo(goal = "clean", pom = POM) CleanMojo mojo) {
        Settings settings = read("clean", mojo);

        assertScripts(settings);
        assertThat(settings.text("confirm", "")).isEqualTo("orders");
    }

    @Test
    @MojoParameter(name = "confirm", value = "orders")
    @MojoParameter(name = "verifySql", value = "SELECT coalesce(true, false)\nSELECT true")
    @MojoParameter(name = "restoreAccept", value = "StorageType, Iops")
    void restoreReadsIts(@InjectMojo(goal = "restore", pom = POM) RestoreMojo mojo) {
        Settings settings = read("restore", mojo);

        assertConnection(settings);
        assertThat(settings.text("confirm", "")).isEqualTo("orders");
        assertThat(settings.lines("verifySql")).containsExactly("SELECT coalesce(true, false)", "SELECT true");
        assertThat(settings.list("restoreAccept", List.of())).containsExactly("StorageType", "Iops");
        assertThat(settings.text("restoreStrategy", "")).isEqualTo("swap");
    }

    @Test
    void findSnapshotReadsIts(@InjectMojo(goal = "find-snapshot", pom = POM) FindSnapshotMojo mojo) {
        assertConnection(read("find-snapshot", mojo));
    }

    @Test
    void localReadsIts(@InjectMojo(goal = "local", pom = POM) LocalMojo mojo) {
        Settings settings = read("local", mojo);

        assertThat(settings.text("localDatabase", "")).isEqualTo("orders");
        assertThat(settings.names()).doesNotContain("locations", "url", "password");
    }

    @Test
    void readsAPropertyOfTheCommandLineWhichAnElementOfThePomBeats(
            @InjectMojo(goal = "migrate") MigrateMojo without,
            @InjectMojo(goal = "migrate", pom = POM) MigrateMojo with) {
        assertThat(read("migrate", without).text("lockTimeout", "")).isEqualTo("9s");
        assertThat(read("migrate", with).text("lockTimeout", "")).isEqualTo("250ms");
    }

    @Test
    @MojoParameter(name = "locations", value = "classpath:a, filesystem:b")
    void readsAListFromOneText(@InjectMojo(goal = "migrate") MigrateMojo mojo) {
        assertThat(read("migrate", mojo).list("locations", List.of())).containsExactly("classpath:a", "filesystem:b");
    }

    @Test
    void passesOverEmptyEntriesOfAList(
            @InjectMojo(
                            goal = "migrate",
                            pom = "<project><build><plugins><plugin><artifactId>ordermig-maven-plugin</artifactId>"
                                    + "<configuration><locations><location/><location>classpath:a</location></locations>"
                                    + "</configuration></plugin></plugins></build></project>")
                    MigrateMojo mojo) {
        assertThat(read("migrate", mojo).list("locations", List.of())).containsExactly("classpath:a");
    }

    private static void assertScripts(Settings settings) {
        assertConnection(settings);
        assertThat(settings.list("locations", List.of())).containsExactly("classpath:db/migration", "filesystem:sql");
        assertThat(settings.map("placeholders")).containsExactly(Map.entry("tenant", "acme"));
    }

    private static void assertConnection(Settings settings) {
        assertThat(settings.text("url", "")).isEqualTo("jdbc:postgresql://db.example.com/orders");
        assertThat(settings.text("lockTimeout", "")).isEqualTo("250ms");
        assertThat(settings.map("jdbcProperties"))
                .containsOnly(Map.entry("prepareThreshold", "0"), Map.entry("options", ""));
        assertThat(settings.names()).doesNotContain("password", "user", "serverId");
    }

    private static Settings read(String goal, Object mojo) {
        Settings settings = new Settings();
        new ParameterFields(mojo, TestBuild.descriptor().getMojo(goal)).readInto(settings);
        return settings;
    }
}
