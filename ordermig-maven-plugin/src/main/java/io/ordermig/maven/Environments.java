package io.ordermig.maven;

import io.ordermig.config.ConfigProblem;
import io.ordermig.config.Settings;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The environments of a project: profiles with an id of the form {@code env=NAME}. Maven merely warns of a profile that
 * does not exist and goes on with whatever else is active; here that is a problem, found before anything is touched.
 *
 * @param requested the names that were asked for on the command line or in the settings
 * @param declared the names that the project, its parents and the settings have
 * @param active the names whose profile is active in this project
 */
record Environments(Set<String> requested, Set<String> declared, Set<String> active) {

    /** How the id of an environment's profile begins. */
    static final String PREFIX = "env=";

    static Environments of(MavenSession session, MavenProject project) {
        return new Environments(
                names(session.getRequest().getActiveProfiles().stream()),
                names(declaredProfiles(session, project)),
                names(project.getInjectedProfileIds().values().stream().flatMap(Collection::stream)));
    }

    private static Stream<String> declaredProfiles(MavenSession session, MavenProject project) {
        Stream<String> ids = session.getRequest().getProfiles().stream().map(Profile::getId);
        for (MavenProject pom = project; pom != null; pom = pom.getParent()) {
            ids = Stream.concat(
                    ids, pom.getOriginalModel().getProfiles().stream().map(Profile::getId));
        }
        return ids;
    }

    private static Set<String> names(Stream<String> profileIds) {
        return profileIds
                .filter(id -> id.startsWith(PREFIX))
                .map(id -> id.substring(PREFIX.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The environment to work on.
     *
     * @param parameter the value of the parameter {@code environment}
     * @param required whether there must be one; otherwise the answer is {@code local} when none is named
     * @param settings takes the problems found
     * @return the name; empty when a problem was noted
     */
    String resolve(@Nullable String parameter, boolean required, Settings settings) {
        String named = parameter == null ? "" : parameter.strip();
        int before = settings.problems().size();
        requested.stream().filter(name -> !active.contains(name)).forEach(name -> unknown(name, settings));
        if (requested.size() > 1) {
            conflict(
                    "More than one environment is asked for: " + String.join(", ", requested) + ".",
                    requested,
                    settings);
        } else if (active.size() > 1) {
            conflict(
                    "The profiles of more than one environment are active: " + String.join(", ", active) + ".",
                    active,
                    settings);
        }
        if (requested.isEmpty() && !named.isEmpty() && !declared.isEmpty() && !active.contains(named)) {
            if (!declared.contains(named)) {
                unknown(named, settings);
            } else if (active.isEmpty()) {
                conflict(
                        "The environment " + named + " is named by a parameter, but its profile is not active, so that"
                                + " its values are missing.",
                        List.of(named),
                        settings);
            }
        }
        for (String name : requested.isEmpty() ? active : requested) {
            if (!named.isEmpty() && !named.equals(name)) {
                conflict(
                        "The profile says " + name + ", the parameter ordermig.environment says " + named + ".",
                        List.of(name, named),
                        settings);
            }
        }
        if (settings.problems().size() > before) {
            return "";
        }
        String found =
                Stream.concat(requested.stream(), active.stream()).findFirst().orElse(named);
        if (found.isEmpty() && required) {
            missing(settings);
            return "";
        }
        return found.isEmpty() ? "local" : found;
    }

    private void unknown(String name, Settings settings) {
        settings.problem(Problem.of(
                        ConfigProblem.ENVIRONMENT_UNKNOWN, "The environment " + name + " is not one of this project's.")
                .where("profile " + PREFIX + name)
                .detail(declaredText())
                .detail(NearestName.of(name, declared)
                        .map(nearest -> "Did you mean -P " + PREFIX + nearest + "?")
                        .orElse(""))
                .fix("Ask for one of those, or add a profile with the id " + PREFIX + name + " to the POM.")
                .build());
    }

    private void conflict(String what, Collection<String> candidates, Settings settings) {
        settings.problem(Problem.of(ConfigProblem.ENVIRONMENT_CONFLICT, what)
                .where("profile " + PREFIX + "…, parameter ordermig.environment")
                .detail(declaredText())
                .fix("Name one environment, by its profile alone: "
                        + candidates.stream().map(name -> "-P " + PREFIX + name).collect(Collectors.joining(" or "))
                        + ".")
                .build());
    }

    private void missing(Settings settings) {
        settings.problem(Problem.of(ConfigProblem.ENVIRONMENT_MISSING, "No environment was named.")
                .where("profiles of the build")
                .detail(declaredText())
                .fix(
                        declared.isEmpty()
                                ? "Add a profile with the id " + PREFIX + "local to the POM and ask for it with -P "
                                        + PREFIX + "local, or set ordermig.environment."
                                : "Ask for one: "
                                        + declared.stream()
                                                .map(name -> "-P " + PREFIX + name)
                                                .collect(Collectors.joining(", "))
                                        + ".")
                .build());
    }

    private String declaredText() {
        return declared.isEmpty()
                ? "The project has no profile whose id begins with " + PREFIX + "."
                : "The project has: " + String.join(", ", declared) + ".";
    }
}
