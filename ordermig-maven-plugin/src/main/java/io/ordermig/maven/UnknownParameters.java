package io.ordermig.maven;

import io.ordermig.config.ConfigProblem;
import io.ordermig.config.Settings;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Finds misspelt parameters, which Maven itself passes over in silence: elements of {@code <configuration>}, and
 * {@code ordermig.*} properties of the command line and of the project. Known is what any goal of the plugin takes,
 * because goals share a configuration.
 */
final class UnknownParameters {

    private static final String PREFIX = "ordermig.";
    /** Properties that are not parameters: open-ended maps, and what the plugin itself publishes. */
    private static final List<String> OPEN =
            List.of("ordermig.placeholders.", "ordermig.jdbcProperties.", "ordermig.test.");

    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;

    UnknownParameters(MavenSession session, MavenProject project, MojoExecution execution) {
        this.session = session;
        this.project = project;
        this.execution = execution;
    }

    void check(Settings settings) {
        List<MojoDescriptor> goals =
                execution.getMojoDescriptor().getPluginDescriptor().getMojos();
        checkElements(settings, elementNames(goals));
        checkProperties(settings, propertyNames(goals).keySet());
    }

    private static Set<String> elementNames(List<MojoDescriptor> goals) {
        return goals.stream()
                .flatMap(goal -> goal.getParameters().stream())
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The properties of all parameters, such as {@code ordermig.url}, with the name of their element. */
    static Map<String, String> propertyNames(List<MojoDescriptor> goals) {
        Map<String, String> names = new TreeMap<>();
        for (MojoDescriptor goal : goals) {
            for (PlexusConfiguration element : goal.getMojoConfiguration().getChildren()) {
                String expression = String.valueOf(element.getValue(""));
                if (expression.startsWith("${" + PREFIX) && expression.endsWith("}")) {
                    names.put(expression.substring(2, expression.length() - 1), element.getName());
                }
            }
        }
        return names;
    }

    private void checkElements(Settings settings, Set<String> known) {
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        if (plugin == null) {
            return;
        }
        // Maven copies what stands on the plugin into each of its executions; it is noted once.
        Set<String> passed = new TreeSet<>(known);
        checkElements(settings, passed, known, plugin.getConfiguration(), "");
        for (PluginExecution one : plugin.getExecutions()) {
            checkElements(settings, passed, known, one.getConfiguration(), ", execution " + one.getId());
        }
    }

    private void checkElements(
            Settings settings, Set<String> passed, Set<String> known, @Nullable Object configuration, String where) {
        if (!(configuration instanceof Xpp3Dom dom)) {
            return;
        }
        for (Xpp3Dom element : dom.getChildren()) {
            if (passed.add(element.getName())) {
                Optional<String> nearest = NearestName.of(element.getName(), known);
                note(
                        settings,
                        "<" + element.getName() + ">",
                        nearest.map(name -> "<" + name + ">"),
                        project.getFile() + where);
            }
        }
    }

    private void checkProperties(Settings settings, Set<String> known) {
        List<String> names = new ArrayList<>(session.getUserProperties().stringPropertyNames());
        project.getProperties().stringPropertyNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        // Without what all of them begin with: it would make any two names alike.
        Set<String> bare = known.stream().map(UnknownParameters::bare).collect(Collectors.toSet());
        for (String name : new TreeSet<>(names)) {
            boolean ours = name.startsWith(PREFIX)
                    && OPEN.stream().noneMatch(name::startsWith)
                    && !PublishedProperties.NAMES.contains(name);
            if (ours && !known.contains(name)) {
                boolean commandLine = session.getUserProperties().containsKey(name);
                note(
                        settings,
                        name,
                        NearestName.of(bare(name), bare).map(nearest -> PREFIX + nearest),
                        commandLine ? "-D" + name + " on the command line" : "properties of " + project.getFile());
            }
        }
    }

    private static String bare(String property) {
        return property.substring(PREFIX.length());
    }

    private static void note(Settings settings, String shown, Optional<String> nearest, String where) {
        settings.problem(Problem.of(ConfigProblem.UNKNOWN_PARAMETER, "There is no parameter " + shown + ".")
                .where(where)
                .detail(nearest.map(name -> "Did you mean " + name + "?").orElse("No parameter has a similar name."))
                .fix("Correct the name, or take it out; the goal help with -Ddetail lists all parameters.")
                .build());
    }
}
