package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

/** What Maven, IDEs and users are told about the plugin. */
class PluginDescriptorTest {

    private final PluginDescriptor plugin = TestBuild.descriptor();

    @Test
    void hasItsGoals() {
        assertThat(plugin.getGoalPrefix()).isEqualTo("ordermig");
        assertThat(plugin.getMojos())
                .extracting(MojoDescriptor::getGoal)
                .containsExactlyInAnyOrder(
                        "migrate",
                        "info",
                        "validate",
                        "baseline",
                        "repair",
                        "clean",
                        "local",
                        "snapshot",
                        "snapshots",
                        "prune",
                        "find-snapshot",
                        "restore",
                        "dynamo",
                        "dynamo-undo",
                        "dynamo-info",
                        "dynamo-validate",
                        "dynamo-repair",
                        "dynamo-baseline",
                        "help");
    }

    @Test
    void worksInParallelBuildsAndPerModule() {
        assertThat(plugin.getMojos()).allMatch(MojoDescriptor::isThreadSafe);
        assertThat(plugin.getMojos()).noneMatch(MojoDescriptor::isAggregator);
        assertThat(goals()).allMatch(MojoDescriptor::isProjectRequired);
    }

    /** A goal that destroys is never bound by accident. */
    @Test
    void onlyGoalsThatTakePartInADeploymentHaveAPhaseOfTheirOwn() {
        assertThat(goals())
                .filteredOn(goal -> goal.getPhase() != null)
                .extracting(MojoDescriptor::getGoal)
                .containsExactlyInAnyOrder("migrate", "snapshot", "dynamo");
    }

    /** A skipped goal must not complain of what is missing. */
    @Test
    void requiresNoParameter() {
        assertThat(goals()).flatExtracting(MojoDescriptor::getParameters).noneMatch(Parameter::isRequired);
    }

    @Test
    void explainsEveryGoalAndEveryParameter() {
        assertThat(goals()).allMatch(goal -> goal.getDescription().length() > 20);
        assertThat(goals())
                .flatExtracting(MojoDescriptor::getParameters)
                .filteredOn(Parameter::isEditable)
                .allMatch(parameter -> !parameter.getDescription().isBlank());
    }

    @Test
    void givesEveryParameterAPropertyButTheMaps() {
        for (MojoDescriptor goal : goals().toList()) {
            Map<String, String> properties = Stream.of(
                            goal.getMojoConfiguration().getChildren())
                    .collect(Collectors.toMap(PlexusConfiguration::getName, element -> element.getValue("")));
            List<String> without = goal.getParameters().stream()
                    .filter(Parameter::isEditable)
                    .map(Parameter::getName)
                    .filter(name -> !properties.getOrDefault(name, "").startsWith("${ordermig."))
                    .sorted()
                    .toList();

            assertThat(without).as(goal.getGoal()).isSubsetOf("jdbcProperties", "placeholders");
        }
    }

    /** Goals share a configuration, so a name means the same in all of them. */
    @Test
    void namesNoPropertyTwice() {
        Map<String, String> elements = UnknownParameters.propertyNames(plugin.getMojos());
        Map<String, Long> uses =
                elements.values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(uses.values()).containsOnly(1L);
    }

    @Test
    void tellsEclipseToLeaveTheDatabaseAlone() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
            String mapping = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(goals()).allMatch(goal -> mapping.contains("<goal>" + goal.getGoal() + "</goal>"));
        }
    }

    private Stream<MojoDescriptor> goals() {
        return plugin.getMojos().stream().filter(goal -> !goal.getGoal().equals("help"));
    }
}
