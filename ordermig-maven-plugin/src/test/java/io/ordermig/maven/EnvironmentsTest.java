package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.Settings;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentsTest {

    private final Settings settings = new Settings();

    @ParameterizedTest(name = "asked for {0}, of {1}, active {2}, parameter {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // asked for      declared               active          parameter   environment
                "staging,         local staging,         staging,        -,          staging",
                "staging,         local staging,         staging,        staging,    staging",
                "staging,         local staging,         staging,        ' staging', staging",
                "-,               local staging,         staging,        -,          staging",
                "-,               local staging,         staging,        staging,    staging",
                "-,               -,                     -,              anything,   anything",
            })
    void findsTheEnvironment(String asked, String declared, String active, String parameter, String expected) {
        assertThat(of(asked, declared, active).resolve(parameter, true, settings))
                .isEqualTo(expected);
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest(name = "asked for {0}, of {1}, active {2}, parameter {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // asked for          declared               active              parameter    problems
                "stagin,              local staging,         -,                  -,           config/environment-unknown",
                "stagin,              local staging,         local,              -,           config/environment-unknown",
                "stagin,              -,                     -,                  -,           config/environment-unknown",
                "one two,             local,                 -,                  -,           config/environment-unknown config/environment-unknown config/environment-conflict",
                "-,                   local staging,         -,                  stagin,      config/environment-unknown",
                "-,                   local staging,         -,                  staging,     config/environment-conflict",
                "local staging,       local staging,         local staging,      -,           config/environment-conflict",
                "staging,             local staging,         local staging,      -,           config/environment-conflict",
                "-,                   local staging,         local staging,      -,           config/environment-conflict",
                "staging,             local staging,         staging,            local,       config/environment-conflict",
                "-,                   local staging,         staging,            local,       config/environment-conflict",
                "-,                   local staging,         -,                  -,           config/environment-missing",
                "-,                   -,                     -,                  -,           config/environment-missing",
                "-,                   local staging,         -,                  '  ',        config/environment-missing",
            })
    void refusesToGuess(String asked, String declared, String active, String parameter, String codes) {
        assertThat(of(asked, declared, active).resolve(parameter, true, settings))
                .isEmpty();
        assertThat(settings.problems().stream().map(p -> p.code().id()).collect(Collectors.joining(" ")))
                .isEqualTo(codes);
        assertThat(settings.problems()).extracting(Problem::changed).containsOnly("nothing");
    }

    @Test
    void isLocalWhereNoneHasToBeNamed() {
        assertThat(of(null, "local staging", null).resolve(null, false, settings))
                .isEqualTo("local");
        assertThat(of(null, null, null).resolve("", false, settings)).isEqualTo("local");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void namesTheNearestAndAllThereAre() {
        of("stagin", "local production staging", null).resolve(null, true, settings);

        assertThat(text())
                .contains("The environment stagin is not one of this project's.")
                .contains("The project has: local, production, staging.")
                .contains("Did you mean -P env=staging?");
    }

    @Test
    void showsHowToAskForOne() {
        of(null, "local staging", null).resolve(null, true, settings);

        assertThat(text()).contains("Ask for one: -P env=local, -P env=staging.");
    }

    @Test
    void showsHowToAddOne() {
        of(null, null, null).resolve(null, true, settings);

        assertThat(text())
                .contains("The project has no profile whose id begins with env=.")
                .contains("Add a profile with the id env=local");
    }

    @Test
    void knowsTheProfilesOfTheProjectItsParentsAndTheSettings(@TempDir Path folder) {
        TestBuild parent = TestBuild.of(folder, "<profiles><profile><id>env=production</id></profile></profiles>");
        TestBuild build = TestBuild.of(
                        folder,
                        "<profiles><profile><id>env=staging</id></profile><profile><id>fast</id></profile></profiles>")
                .settingsProfile("env=private")
                .requested("env=staging", "fast")
                .active("env=staging", "fast");
        MavenProject project = build.project();
        project.setParent(parent.project());

        assertThat(Environments.of(build.session(), project))
                .isEqualTo(new Environments(
                        Set.of("staging"), Set.of("private", "production", "staging"), Set.of("staging")));
    }

    private String text() {
        return settings.problems().stream().map(p -> p.text(Vocabulary.NEUTRAL)).collect(Collectors.joining("\n"));
    }

    private static Environments of(String asked, String declared, String active) {
        return new Environments(words(asked), words(declared), words(active));
    }

    private static Set<String> words(String text) {
        return text == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(" ")));
    }
}
