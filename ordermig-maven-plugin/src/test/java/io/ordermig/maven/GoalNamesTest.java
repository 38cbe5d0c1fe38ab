package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalNamesTest {

    @TempDir
    Path folder;

    @Test
    void spellsAGoalTheWayItIsTyped() {
        assertThat(names(TestBuild.in(folder)).goal("repair", Map.of())).isEqualTo("mvn ordermig:repair");
    }

    @Test
    void asksForTheSameEnvironmentAgainAndForNoOtherProfile() {
        TestBuild build = TestBuild.in(folder).requested("fast", "env=staging");

        assertThat(names(build).goal("repair", Map.of())).isEqualTo("mvn ordermig:repair -P env=staging");
    }

    @Test
    void namesTheModuleFromWhereMavenWasStarted() {
        TestBuild build = TestBuild.in(folder.resolve("services/orders")).startedIn(folder);
        build.project().setExecutionRoot(false);

        assertThat(names(build).goal("info", Map.of())).isEqualTo("mvn -pl services/orders ordermig:info");
    }

    /** Regression: with -pl Maven takes the selected module for the top of the build. */
    @Test
    void namesTheModuleAlsoWhenItWasTheOnlyOneSelected() {
        TestBuild build = TestBuild.in(folder.resolve("orders")).startedIn(folder);

        assertThat(names(build).goal("info", Map.of())).isEqualTo("mvn -pl orders ordermig:info");
    }

    @Test
    void spellsParametersAsProperties() {
        assertThat(names(TestBuild.in(folder)).goal("clean", Map.of("confirm", "orders")))
                .isEqualTo("mvn ordermig:clean -Dordermig.confirm=orders");
    }

    @Test
    void spellsAParameterAsElementAndProperty() {
        assertThat(names(TestBuild.in(folder)).parameter("lockTimeout"))
                .isEqualTo("<lockTimeout> (-Dordermig.lockTimeout)");
        assertThat(names(TestBuild.in(folder)).parameter("localPort")).isEqualTo("<localPort> (-Dordermig.local.port)");
    }

    @Test
    void spellsWhatIsNoElementAsAPropertyAlone() {
        assertThat(names(TestBuild.in(folder)).parameter("local.port")).isEqualTo("-Dordermig.local.port");
    }

    private static GoalNames names(TestBuild build) {
        return new GoalNames(build.session(), build.project(), build.execution("migrate"));
    }
}
