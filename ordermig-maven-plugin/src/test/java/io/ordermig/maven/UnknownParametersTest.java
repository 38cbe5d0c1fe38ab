package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.Settings;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownParametersTest {

    @TempDir
    Path folder;

    @Test
    void knowsEveryParameterOfEveryGoal() {
        TestBuild build = TestBuild.of(
                folder, TestBuild.configured("<url>u</url><confirm>c</confirm><placeholders><a>b</a></placeholders>"));
        build.with("ordermig.local.port", "0").with("ordermig.confirm", "c").with("other.property", "x");

        assertThat(problems(build)).isEmpty();
    }

    @Test
    void namesTheElementThatWasMeant() {
        TestBuild build = TestBuild.of(folder, TestBuild.configured("<lockTimout>2s</lockTimout>"));

        assertThat(problems(build))
                .singleElement()
                .asString()
                .contains("There is no parameter <lockTimout>. [config/unknown-parameter]")
                .contains("Where:              " + folder.resolve("pom.xml"))
                .contains("Did you mean <lockTimeout>?");
    }

    @Test
    void namesThePropertyThatWasMeantOnTheCommandLine() {
        TestBuild build = TestBuild.in(folder).with("ordermig.lockTimout", "2s");

        assertThat(problems(build))
                .singleElement()
                .asString()
                .contains("There is no parameter ordermig.lockTimout.")
                .contains("-Dordermig.lockTimout on the command line")
                .contains("Did you mean ordermig.lockTimeout?");
    }

    @Test
    void namesThePropertyThatWasMeantInThePom() {
        TestBuild build = TestBuild.of(folder, "<properties><ordermig.targett>3</ordermig.targett></properties>");

        assertThat(problems(build))
                .singleElement()
                .asString()
                .contains("Where:              properties of " + folder.resolve("pom.xml"))
                .contains("Did you mean ordermig.target?");
    }

    /** Regression: what all properties begin with made short names look alike. */
    @Test
    void proposesNothingWhereNothingIsNear() {
        TestBuild build = TestBuild.in(folder).with("ordermig.colour", "red");

        assertThat(problems(build)).singleElement().asString().contains("No parameter has a similar name.");
    }

    @Test
    void findsAllOfThemAtOnce() {
        TestBuild build = TestBuild.of(folder, TestBuild.configured("<urll>u</urll><usr>me</usr>"))
                .with("ordermig.pasword", "p");

        assertThat(problems(build)).hasSize(3);
    }

    @Test
    void looksIntoExecutions() {
        TestBuild build = TestBuild.of(folder, TestBuild.configured(""));
        execution(build, "nightly", "targett");

        assertThat(problems(build))
                .singleElement()
                .asString()
                .contains("pom.xml, execution nightly")
                .contains("Did you mean <target>?");
    }

    /** Regression: Maven copies the plugin's configuration into each execution. */
    @Test
    void notesAnElementOnceThoughMavenCopiesItIntoExecutions() {
        TestBuild build = TestBuild.of(folder, TestBuild.configured("<targett>3</targett>"));
        execution(build, "nightly", "targett");

        assertThat(problems(build)).hasSize(1);
    }

    @Test
    void passesMapsAndWhatThePluginPublishesItself() {
        TestBuild build = TestBuild.in(folder)
                .with("ordermig.placeholders.anything", "x")
                .with("ordermig.jdbcProperties.anything", "x");
        PublishedProperties.NAMES.forEach(
                name -> build.project().getProperties().setProperty(name, "x"));

        assertThat(problems(build)).isEmpty();
    }

    private static void execution(TestBuild build, String id, String element) {
        Plugin plugin = build.project().getBuild().getPlugins().get(0);
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(new Xpp3Dom(element));
        execution.setConfiguration(configuration);
        plugin.addExecution(execution);
    }

    private static List<String> problems(TestBuild build) {
        Settings settings = new Settings();
        new UnknownParameters(build.session(), build.project(), build.execution("migrate")).check(settings);
        return settings.problems().stream()
                .map((Problem p) -> p.text(Vocabulary.NEUTRAL))
                .toList();
    }
}
